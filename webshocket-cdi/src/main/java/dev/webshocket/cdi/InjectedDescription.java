package dev.webshocket.cdi;

import dev.webshocket.ServiceDescription;
import jakarta.json.JsonObject;
import java.util.SortedSet;

/**
 * The injectable {@link ServiceDescription}. It delegates to that of the application's engine, which is created after the beans. Safe
 * for use by any thread.
 */
final class InjectedDescription implements ServiceDescription {

    private final Engines engines;

    InjectedDescription(Engines engines) {
        this.engines = engines;
    }

    private ServiceDescription description() {
        return engines.current().description();
    }

    @Override
    public SortedSet<String> paths() {
        return description().paths();
    }

    @Override
    public JsonObject openRpc(String path) {
        return description().openRpc(path);
    }

    @Override
    public JsonObject asyncApi() {
        return description().asyncApi();
    }
}
