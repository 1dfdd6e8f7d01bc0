package dev.webshocket.internal.bridge;

import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.JsonCodec;
import dev.webshocket.internal.model.HandlerModelReader;
import dev.webshocket.internal.model.HandlerModels;
import dev.webshocket.spi.ServiceEnvironment;
import dev.webshocket.spi.WebshocketEngine;
import java.util.List;

/** Makes the engines that answer over a container's endpoints; found by {@link java.util.ServiceLoader}. */
public final class BridgeEngineProvider implements WebshocketEngine.Provider {

    /** For {@link java.util.ServiceLoader}. */
    public BridgeEngineProvider() {}

    @Override
    public WebshocketEngine create(ServiceEnvironment environment) {
        Binding binding = new Binding();
        HandlerModels models =
                read(environment.handlers(), binding, environment.settings().maxNesting());
        if (!models.problems().isEmpty()) {
            throw new DefinitionException(models.problems());
        }
        return new BridgeEngine(environment, models.services(), binding);
    }

    @Override
    public List<DefinitionProblem> check(List<Class<?>> handlers) {
        return read(handlers, new Binding(), 64).problems();
    }

    private static HandlerModels read(List<Class<?>> handlers, Binding binding, int maxNesting) {
        return HandlerModelReader.read(handlers, binding, new JsonCodec(binding, maxNesting));
    }
}
