package dev.webshocket.internal.model;

import dev.webshocket.Concurrent;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.internal.types.GenericTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.TypeVariable;
import java.util.List;
import java.util.stream.Collectors;

/** The problems of methods, except those of parameters and results. */
final class MethodProblems {

    private MethodProblems() {}

    static DefinitionProblem isPrivate(Class<? extends Annotation> annotation, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0010",
                annotation,
                "proxies and interceptors cannot call a private method; remove \"private\"");
    }

    static DefinitionProblem isStatic(Class<? extends Annotation> annotation, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0011",
                annotation,
                "a static method does not belong to the handler's instance; remove \"static\"");
    }

    static DefinitionProblem isFinal(Class<? extends Annotation> annotation, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0012",
                annotation,
                "a final method would run on the proxy of the handler's scope instead of the handler;"
                        + " remove \"final\", or make the handler @Dependent");
    }

    static DefinitionProblem generic(MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0013",
                RpcMethod.class,
                "a generic method does not define the types of its arguments; write concrete types");
    }

    static DefinitionProblem alias(MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0014",
                RpcMethod.class,
                "the alias is blank or has control characters; write a visible name, or remove it to use the method's name");
    }

    static DefinitionProblem exposedTwice(String name, String path, List<MethodLocation> locations) {
        return locations
                .get(0)
                .problem(
                        "WEBSHOCKET-0015",
                        RpcMethod.class,
                        "the name \"" + name + "\" is exposed more than once at \"" + path + "\": by "
                                + locations.stream()
                                        .map(MethodLocation::toString)
                                        .collect(Collectors.joining(", by "))
                                + "; give all but one an alias of its own");
    }

    static DefinitionProblem unresolved(MethodLocation location, TypeVariable<?> variable) {
        return location.problem(
                "WEBSHOCKET-0016",
                RpcMethod.class,
                "the type variable " + variable.getName() + " has no type in "
                        + GenericTypes.nameOf(location.handler())
                        + "; give it one in the \"extends\" or \"implements\" clause, or override the method");
    }

    static DefinitionProblem noRpcMethod(Class<? extends Annotation> annotation, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0017",
                annotation,
                "it applies to calls, but the method is not an @RpcMethod; add @RpcMethod, or remove the annotation");
    }

    static DefinitionProblem concurrentAndNonBlocking(MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0018",
                NonBlocking.class,
                "a method runs either on the container's thread or beside other calls; remove @NonBlocking or @"
                        + Concurrent.class.getSimpleName());
    }

    static DefinitionProblem nonBlockingStream(MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0019",
                NonBlocking.class,
                "a stream waits for its client and would stall the container's thread; remove @NonBlocking");
    }

    static DefinitionProblem callbackAndRpcMethod(Class<? extends Annotation> annotation, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0020",
                annotation,
                "a callback cannot be an @RpcMethod too, since clients could call it; make two methods");
    }

    static DefinitionProblem packageNotOpen(Class<? extends Annotation> annotation, MethodLocation location) {
        Class<?> declaring = location.method().getDeclaringClass();
        return location.problem(
                "WEBSHOCKET-0080",
                annotation,
                "the module " + declaring.getModule().getName() + " does not give access to the method; add \"opens "
                        + declaring.getPackageName() + " to " + moduleName() + "\" to its module-info");
    }

    static DefinitionProblem packagePrivate(Class<? extends Annotation> annotation, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0081",
                annotation,
                "a package-private method of another package would run on the proxy of the handler's scope instead of"
                        + " the handler; make it protected or public, or make the handler @Dependent");
    }

    static DefinitionProblem foreignAnnotation(
            Class<? extends Annotation> annotation, MethodLocation location, String cure) {
        return location.problem(
                HandlerProblems.FOREIGN_ANNOTATION, annotation, HandlerProblems.foreignAnnotation(annotation, cure));
    }

    private static String moduleName() {
        Module own = MethodProblems.class.getModule();
        return own.isNamed() ? own.getName() : "dev.webshocket";
    }
}
