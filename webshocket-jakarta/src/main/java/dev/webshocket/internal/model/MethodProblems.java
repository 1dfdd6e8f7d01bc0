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

/** Mistakes in a method apart from its parameters and its result. */
final class MethodProblems {

    private MethodProblems() {}

    static DefinitionProblem isPrivate(Class<? extends Annotation> annotation, Place place) {
        return place.problem(
                "WEBSHOCKET-0010",
                annotation,
                "a private method is reached by no proxy or interceptor; leave \"private\" out");
    }

    static DefinitionProblem isStatic(Class<? extends Annotation> annotation, Place place) {
        return place.problem(
                "WEBSHOCKET-0011",
                annotation,
                "a static method does not belong to the handler's instance; leave \"static\" out");
    }

    static DefinitionProblem isFinal(Class<? extends Annotation> annotation, Place place) {
        return place.problem(
                "WEBSHOCKET-0012",
                annotation,
                "a final method would run on the proxy of the handler's scope instead of the handler;"
                        + " leave \"final\" out, or make the handler @Dependent");
    }

    static DefinitionProblem generic(Place place) {
        return place.problem(
                "WEBSHOCKET-0013",
                RpcMethod.class,
                "a method with type variables of its own says nothing of what callers send; write the types");
    }

    static DefinitionProblem alias(Place place) {
        return place.problem(
                "WEBSHOCKET-0014",
                RpcMethod.class,
                "the alias is blank or has control characters; write a visible name, or none for the method's own");
    }

    static DefinitionProblem exposedTwice(String name, String path, List<Place> places) {
        return places.get(0)
                .problem(
                        "WEBSHOCKET-0015",
                        RpcMethod.class,
                        "the name \"" + name + "\" is exposed more than once at \"" + path + "\": by "
                                + places.stream().map(Place::toString).collect(Collectors.joining(", by "))
                                + "; give all but one an alias of its own");
    }

    static DefinitionProblem unresolved(Place place, TypeVariable<?> variable) {
        return place.problem(
                "WEBSHOCKET-0016",
                RpcMethod.class,
                "the type variable " + variable.getName() + " stands for no type in "
                        + GenericTypes.nameOf(place.handler())
                        + "; name one where the generic class is extended, or override the method");
    }

    static DefinitionProblem noRpcMethod(Class<? extends Annotation> annotation, Place place) {
        return place.problem(
                "WEBSHOCKET-0017",
                annotation,
                "it rules the calls of a method that is no @RpcMethod; add @RpcMethod or leave it out");
    }

    static DefinitionProblem concurrentAndNonBlocking(Place place) {
        return place.problem(
                "WEBSHOCKET-0018",
                NonBlocking.class,
                "a method runs either on the container's thread or beside other calls; leave out @NonBlocking or @"
                        + Concurrent.class.getSimpleName());
    }

    static DefinitionProblem nonBlockingStream(Place place) {
        return place.problem(
                "WEBSHOCKET-0019",
                NonBlocking.class,
                "a stream waits for its client and would stall the container's thread; leave out @NonBlocking");
    }

    static DefinitionProblem callbackAndRpcMethod(Class<? extends Annotation> annotation, Place place) {
        return place.problem(
                "WEBSHOCKET-0020",
                annotation,
                "a callback cannot be an @RpcMethod too, or clients could call it; make them two methods");
    }

    static DefinitionProblem packageNotOpen(Class<? extends Annotation> annotation, Place place) {
        Class<?> declaring = place.method().getDeclaringClass();
        return place.problem(
                "WEBSHOCKET-0080",
                annotation,
                "the module " + declaring.getModule().getName() + " does not let the method be called; add \"opens "
                        + declaring.getPackageName() + " to " + moduleName() + "\" to its module-info");
    }

    static DefinitionProblem packagePrivate(Class<? extends Annotation> annotation, Place place) {
        return place.problem(
                "WEBSHOCKET-0081",
                annotation,
                "a package-private method of another package would run on the proxy of the handler's scope instead of"
                        + " the handler; make it protected or public, or make the handler @Dependent");
    }

    static DefinitionProblem foreignAnnotation(Class<? extends Annotation> annotation, Place place, String cure) {
        return place.problem(
                HandlerProblems.FOREIGN_ANNOTATION, annotation, HandlerProblems.foreignAnnotation(annotation, cure));
    }

    private static String moduleName() {
        Module own = MethodProblems.class.getModule();
        return own.isNamed() ? own.getName() : "dev.webshocket";
    }
}
