package dev.webshocket.internal.endpoint;

import dev.webshocket.ChannelRules;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.ServiceDescription;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.BindingRules;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.description.ServiceDocuments;
import dev.webshocket.internal.model.HandlerModelReader;
import dev.webshocket.internal.model.HandlerModels;
import dev.webshocket.internal.types.ConfigReader;
import dev.webshocket.spi.platform.RuleInstances;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.json.bind.JsonbConfig;
import java.util.List;

/** Creates the engines that use a container's endpoints; found by {@link java.util.ServiceLoader}. */
public final class ServiceEngineProvider implements WebshocketEngine.Provider {

    /** How deep default values may nest while the settings are not known. */
    private static final int NESTING = 64;

    /** For {@link java.util.ServiceLoader}. */
    public ServiceEngineProvider() {}

    @Override
    public WebshocketEngine create(ServiceEnvironment environment) {
        Binding binding = new Binding(BindingRules.of(environment.settings()), ConfigReader.read(environment.jsonb()));
        boolean kept = false;
        try {
            Codec json =
                    new Codec(Encoding.JSON, binding, environment.settings().maxNesting());
            HandlerModels models = HandlerModelReader.read(environment.handlers(), binding, json, environment.rules());
            if (!models.problems().isEmpty()) {
                throw new DefinitionException(models.problems());
            }
            UnknownProperties.report();
            ServiceDocuments description = new ServiceDocuments(
                    models.services(), binding, environment.channelRules(), environment.settings());
            WebshocketEngine engine =
                    new ServiceEngine(environment, description.discoverable(models.services()), binding, description);
            kept = true;
            return engine;
        } finally {
            if (!kept) {
                binding.close();
            }
        }
    }

    @Override
    public List<DefinitionProblem> check(List<Class<?>> handlers, RuleInstances rules, JsonbConfig jsonb) {
        try (Binding binding = new Binding(BindingRules.LENIENT, ConfigReader.read(jsonb))) {
            return HandlerModelReader.check(handlers, binding, new Codec(Encoding.JSON, binding, NESTING), rules);
        } catch (DefinitionException e) {
            // The types are not known then.
            return e.problems();
        }
    }

    @Override
    public ServiceDescription describe(
            List<Class<?>> handlers, JsonbConfig jsonb, ChannelRules channels, WebshocketSettings settings) {
        // Not closed: the documents are written later, from models that know all there is to know of its types.
        Binding binding = new Binding(BindingRules.of(settings), ConfigReader.read(jsonb));
        HandlerModels models =
                HandlerModelReader.readWithoutRules(handlers, binding, new Codec(Encoding.JSON, binding, NESTING));
        if (!models.problems().isEmpty()) {
            throw new DefinitionException(models.problems());
        }
        return new ServiceDocuments(models.services(), binding, channels, settings);
    }
}
