package dev.webshocket.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.spi.platform.RuleInstances;
import java.util.List;

/** Reads handlers and checks the result. */
final class Reading {

    private static final Binding BINDING = new Binding();
    private static final Codec JSON = new Codec(Encoding.JSON, BINDING, 64);

    private Reading() {}

    static HandlerModels read(Class<?>... handlers) {
        return HandlerModelReader.read(List.of(handlers), BINDING, JSON, RuleInstances.CONSTRUCTED);
    }

    static List<DefinitionProblem> problems(Class<?>... handlers) {
        return read(handlers).problems();
    }

    /** Expects one problem with the code, whose message begins with the location, and returns the message. */
    static String onlyProblem(String code, String place, Class<?>... handlers) {
        List<DefinitionProblem> problems = problems(handlers);
        assertThat(problems).extracting(DefinitionProblem::code).containsExactly(code);
        String message = problems.get(0).message();
        assertThat(message).startsWith(place + ": ");
        assertThat(message.substring(place.length())).as("a rule and its cure").contains("; ");
        return message;
    }

    /** Expects no problem and one service. */
    static ServiceModel service(Class<?>... handlers) {
        HandlerModels models = read(handlers);
        assertThat(models.problems()).isEmpty();
        assertThat(models.services()).hasSize(1);
        return models.services().get(0);
    }

    /** Expects no problem and one service with the method. */
    static RpcMethodModel method(String name, Class<?>... handlers) {
        ServiceModel service = service(handlers);
        assertThat(service.methods()).containsKey(name);
        return service.methods().get(name);
    }
}
