package dev.webshocket.internal.description;

import dev.webshocket.ChannelRules;
import dev.webshocket.ClientConnection;
import dev.webshocket.Discovery;
import dev.webshocket.ServiceDescription;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.model.ServiceModel;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The documents about the services of an application, each written when it is first needed. Safe for use by any thread. */
public final class ServiceDocuments implements ServiceDescription {

    private final SortedMap<String, Deferred<OpenRpc>> services = new TreeMap<>();
    private final Deferred<AsyncApi> channels;
    private final Discovery whom;

    /**
     * Makes the documents.
     *
     * @param services the services as their handlers make them
     * @param binding of their types
     * @param rules of the application's channels
     * @param settings the title and the version, and whom {@code rpc.discover} and {@code rpc.channels} tell what services offer
     */
    public ServiceDocuments(
            List<ServiceModel> services, Binding binding, ChannelRules rules, WebshocketSettings settings) {
        ServiceInfo info = new ServiceInfo(settings.serviceTitle(), settings.serviceVersion());
        for (ServiceModel service : services) {
            this.services.put(service.path(), new Deferred<>(() -> OpenRpc.of(service, binding, info)));
        }
        this.channels = new Deferred<>(() -> AsyncApi.of(services, rules.rules(), binding, info));
        this.whom = settings.discover();
    }

    /** Adds {@code rpc.discover} and {@code rpc.channels} to services, if the settings turn them on. */
    public List<ServiceModel> discoverable(List<ServiceModel> models) {
        return whom == Discovery.OFF
                ? models
                : models.stream().map(this::discoverable).toList();
    }

    private ServiceModel discoverable(ServiceModel service) {
        Map<String, RpcMethodModel> methods = new TreeMap<>(service.methods());
        String path = service.path();
        boolean all = whom == Discovery.ALL;
        add(methods, service, DescriptionMethod.DISCOVER, caller -> {
            OpenRpc document = services.get(path).get();
            return all ? document.whole() : document.of(mayCall(caller));
        });
        add(methods, service, DescriptionMethod.CHANNELS, caller -> {
            AsyncApi document = channels.get();
            return all ? document.whole() : document.of(path, mayCall(caller));
        });
        return service.withMethods(Collections.unmodifiableMap(methods));
    }

    private static void add(
            Map<String, RpcMethodModel> methods,
            ServiceModel service,
            String name,
            Function<ClientConnection, JsonObject> document) {
        methods.put(name, DescriptionMethod.of(name, service, document));
    }

    /** A rule that throws denies, as it does when the method is called. */
    private static Predicate<RpcMethodModel> mayCall(ClientConnection caller) {
        return method -> {
            try {
                return method.access().test(caller);
            } catch (Exception e) {
                return false;
            }
        };
    }

    @Override
    public SortedSet<String> paths() {
        return Collections.unmodifiableSortedSet((SortedSet<String>) services.keySet());
    }

    @Override
    public JsonObject openRpc(String path) {
        Deferred<OpenRpc> service = services.get(path);
        if (service == null) {
            throw new IllegalArgumentException("no service has the path " + path + "; there are " + services.keySet());
        }
        return service.get().whole();
    }

    @Override
    public JsonObject asyncApi() {
        return channels.get().whole();
    }
}
