package dev.webshocket.internal.client;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.internal.methods.MethodLocation;
import dev.webshocket.internal.types.GenericTypes;
import java.lang.annotation.Annotation;
import java.util.List;

/** The problems of what a client exposes, beside those of methods at either end. */
final class ExposedProblems {

    private ExposedProblems() {}

    static DefinitionProblem exposesNothing(Class<?> type) {
        return new DefinitionProblem(
                "WEBSHOCKET-0050", "expose(" + GenericTypes.nameOf(type) + "): no method has @RpcMethod; annotate one");
    }

    static DefinitionProblem connection(MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0051",
                RpcMethod.class,
                "a client has no " + ClientConnection.class.getSimpleName() + "; remove the parameter");
    }

    static DefinitionProblem sameName(String name, List<String> places) {
        return new DefinitionProblem(
                "WEBSHOCKET-0052",
                "the name \"" + name + "\" is exposed more than once: by " + String.join(", by ", places)
                        + "; give all but one another name");
    }

    static DefinitionProblem function(String name, String fault) {
        return new DefinitionProblem("WEBSHOCKET-0053", "expose(\"" + name + "\", ...): " + fault);
    }

    static DefinitionProblem noEffect(Class<? extends Annotation> annotation, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0054", annotation, "it has no effect on a client, where only its server calls; remove it");
    }
}
