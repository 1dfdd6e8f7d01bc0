package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.types.GenericTypes;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.stream.Collectors;

/** The problems of handler classes. */
final class HandlerProblems {

    static final String FOREIGN_ANNOTATION = "WEBSHOCKET-0085";

    private HandlerProblems() {}

    static DefinitionProblem noAnnotation(Class<?> handler) {
        return at("WEBSHOCKET-0001", handler, "the annotation is missing; add it with the path to serve");
    }

    static DefinitionProblem path(Class<?> handler, String path, String fault) {
        return at("WEBSHOCKET-0002", handler, "path \"" + path + "\" " + fault);
    }

    /** Each conflicting path has its classes with it, as {@link #pathOf} formats them. */
    static DefinitionProblem sameShape(Class<?> first, Collection<String> paths) {
        return at(
                "WEBSHOCKET-0003",
                first,
                "these paths match the same addresses: "
                        + String.join(", ", paths)
                        + "; give their variables the same names, which makes them one service, or change a path");
    }

    static String pathOf(String path, Collection<Class<?>> handlers) {
        return "\"" + path + "\" of "
                + handlers.stream().map(GenericTypes::nameOf).collect(Collectors.joining(" and "));
    }

    static DefinitionProblem blankChannel(Class<?> handler) {
        return new DefinitionProblem(
                "WEBSHOCKET-0282",
                "@Publishes of " + GenericTypes.nameOf(handler)
                        + ": the channel is blank; write its name, or a pattern for the names of several");
    }

    static DefinitionProblem unwritableMessage(Class<?> handler, String channel, String why) {
        return new DefinitionProblem(
                "WEBSHOCKET-0283",
                "@Publishes of " + GenericTypes.nameOf(handler) + ": messages of the channel \"" + channel
                        + "\" cannot be written: " + why + "; name the class of the data");
    }

    static DefinitionProblem noInstances(Class<?> handler, String kind) {
        return at(
                "WEBSHOCKET-0004",
                handler,
                "the class is " + kind + " and has no instances; annotate a concrete class");
    }

    static DefinitionProblem inner(Class<?> handler) {
        return at(
                "WEBSHOCKET-0005",
                handler,
                "an inner or local class cannot be a bean, since it needs an instance of another class;"
                        + " make it static or a top-level class");
    }

    static DefinitionProblem privateClass(Class<?> handler) {
        return at(
                "WEBSHOCKET-0006",
                handler,
                "the class is private, so that the container's proxies and interceptors cannot extend it;"
                        + " remove \"private\"");
    }

    static DefinitionProblem finalClass(Class<?> handler) {
        return at(
                "WEBSHOCKET-0008",
                handler,
                "the class is final, so that no proxy of its scope can extend it;"
                        + " remove \"final\" (a record is always final), or make it @Dependent");
    }

    static DefinitionProblem servesNothing(Class<?> handler) {
        return at(
                "WEBSHOCKET-0009",
                handler,
                "no method is annotated, so that the class serves nothing;"
                        + " annotate one with @RpcMethod, @OnConnect, @OnReceive, @OnSuspend, @OnResume or @OnDisconnect");
    }

    static DefinitionProblem foreignAnnotation(Class<?> handler, Class<? extends Annotation> annotation, String cure) {
        return at(FOREIGN_ANNOTATION, handler, foreignAnnotation(annotation, cure));
    }

    static String foreignAnnotation(Class<? extends Annotation> annotation, String cure) {
        return annotation.getName() + " has no effect here; " + cure;
    }

    private static DefinitionProblem at(String code, Class<?> handler, String text) {
        return new DefinitionProblem(
                code,
                "@" + WebSocketHandler.class.getSimpleName() + " on " + GenericTypes.nameOf(handler) + ": " + text);
    }
}
