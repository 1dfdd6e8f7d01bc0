package dev.webshocket.internal.model;

import dev.webshocket.Concurrent;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.internal.methods.MethodLocation;
import dev.webshocket.internal.methods.ParameterLocation;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Collectors;

/** The problems of methods of handlers, beside those that methods may have at either end. */
final class HandlerMethodProblems {

    private HandlerMethodProblems() {}

    static DefinitionProblem isFinal(Class<? extends Annotation> annotation, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0012",
                annotation,
                "a final method would run on the proxy of the handler's scope instead of the handler;"
                        + " remove \"final\", or make the handler @Dependent");
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

    static DefinitionProblem nonBlockingUpload(MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0045",
                NonBlocking.class,
                "a method that receives uploads waits for its client and would stall the container's thread;"
                        + " remove @NonBlocking");
    }

    static DefinitionProblem callbackAndRpcMethod(Class<? extends Annotation> annotation, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0020",
                annotation,
                "a callback cannot be an @RpcMethod too, since clients could call it; make two methods");
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

    static DefinitionProblem foreignAnnotation(
            Class<? extends Annotation> annotation, ParameterLocation parameter, String cure) {
        return parameter
                .location()
                .problem(
                        HandlerProblems.FOREIGN_ANNOTATION,
                        annotation,
                        parameter + ": " + HandlerProblems.foreignAnnotation(annotation, cure));
    }
}
