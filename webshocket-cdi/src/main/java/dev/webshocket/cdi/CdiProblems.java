package dev.webshocket.cdi;

import dev.webshocket.DefinitionProblem;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.stream.Collectors;

/** The problems of beans: {@code WEBSHOCKET-0060} to {@code WEBSHOCKET-0069}. */
final class CdiProblems {

    private CdiProblems() {}

    static DefinitionProblem scopeOfHttpSession(Class<?> type, Class<? extends Annotation> scope) {
        return handler(
                "WEBSHOCKET-0060",
                type,
                "scope @" + scope.getSimpleName() + " needs an HTTP session, which a call over a WebSocket does not "
                        + "have; use @ConnectionScoped for what lives as long as the connection, or @ApplicationScoped");
    }

    static DefinitionProblem notItsOwnType(Class<?> type) {
        return handler(
                "WEBSHOCKET-0061",
                type,
                "the class is not a type of its bean, so that its methods cannot be called; remove "
                        + "@Typed or add the class to it, and give a session bean @LocalBean");
    }

    static DefinitionProblem unproxyable(Class<?> type, Class<? extends Annotation> scope, String why) {
        return handler(
                "WEBSHOCKET-0062",
                type,
                "scope @" + scope.getSimpleName() + " needs a client proxy, but CDI cannot proxy this class; make "
                        + "the class and its methods non-final and give it a non-private constructor without "
                        + "parameters, or declare it @Dependent (" + why + ")");
    }

    static DefinitionProblem noBean(Class<?> type, String why) {
        return handler(
                "WEBSHOCKET-0063",
                type,
                why + ", so that CDI ignores it and it would serve nothing; make it a concrete top-level or "
                        + "static class with a constructor that has no parameters or @Inject, or remove the annotation");
    }

    static DefinitionProblem ambiguous(Class<?> type, Collection<Bean<?>> candidates) {
        return new DefinitionProblem(
                "WEBSHOCKET-0064",
                "several beans are a " + type.getName() + ": "
                        + candidates.stream()
                                .map(CdiProblems::describe)
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + "; keep one, or make one of them an enabled @Alternative");
    }

    private static String describe(Bean<?> bean) {
        return bean.getBeanClass().getName();
    }

    private static DefinitionProblem handler(String code, Class<?> type, String rule) {
        return new DefinitionProblem(code, "@WebSocketHandler on " + type.getName() + ": " + rule);
    }
}
