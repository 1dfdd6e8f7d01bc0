package dev.webshocket.internal.tools.generate;

import dev.webshocket.DefinitionException;
import dev.webshocket.ServiceDescription;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbConfig;
import java.util.List;
import java.util.SortedSet;

/**
 * Handler classes on the class path.
 *
 * @param names packages and classes
 * @param path the path of the service to take; null if there is only one
 */
record ClassSource(List<String> names, String path) implements Source {

    @Override
    public Descriptions read() throws GenerationException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        List<Class<?>> handlers = new HandlerClasses(loader).find(names);
        try {
            ServiceDescription description = WebshocketEngine.describe(
                    handlers, new JsonbConfig(), WebshocketSettings.builder().build());
            JsonObject openRpc = description.openRpc(path(description.paths()));
            // Channels belong to the application rather than to a path.
            return Descriptions.of(openRpc, description.asyncApi());
        } catch (DefinitionException e) {
            throw new GenerationException(
                    GenerationException.WRONG_HANDLERS, "there are mistakes in handlers: " + e.getMessage());
        } catch (LinkageError e) {
            throw new GenerationException(
                    GenerationException.WRONG_HANDLERS,
                    "a class that handlers use is not on the class path: " + e.getMessage());
        }
    }

    private String path(SortedSet<String> paths) throws GenerationException {
        if (path != null && !paths.contains(path)) {
            throw new GenerationException(
                    GenerationException.NO_SERVICE, "no handler serves " + path + ", but " + paths);
        }
        if (path == null && paths.size() > 1) {
            throw new GenerationException(
                    GenerationException.NO_SERVICE,
                    "the handlers make several services; choose one by --path: " + paths);
        }
        return path != null ? path : paths.first();
    }

    @Override
    public String name() {
        return String.join(",", names);
    }
}
