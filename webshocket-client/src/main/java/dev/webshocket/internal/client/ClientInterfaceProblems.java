package dev.webshocket.internal.client;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.types.GenericTypes;
import java.lang.reflect.Method;

/** Mistakes in interfaces for the client's proxy: {@code WEBSHOCKET-0090} to {@code WEBSHOCKET-0095}. */
final class ClientInterfaceProblems {

    private ClientInterfaceProblems() {}

    static DefinitionProblem noInterface(Class<?> type) {
        return new DefinitionProblem(
                "WEBSHOCKET-0090",
                "proxy of " + GenericTypes.nameOf(type)
                        + ": a client can be made of an interface only, which is neither sealed nor an annotation; give"
                        + " one that has the methods");
    }

    static DefinitionProblem noRemoteMethod(Class<?> type, Method method) {
        return problem(
                "WEBSHOCKET-0091",
                type,
                method,
                "the method stands for no remote one; annotate it with @RpcMethod, or make it a default method");
    }

    static DefinitionProblem serverParameter(Class<?> type, Method method, Class<?> parameter) {
        return problem(
                "WEBSHOCKET-0092",
                type,
                method,
                "callers do not send a " + parameter.getSimpleName()
                        + "; remove the parameter, and return RpcItems if the method returns a stream");
    }

    static DefinitionProblem variadicBytes(Class<?> type, Method method) {
        return problem(
                "WEBSHOCKET-0084",
                type,
                method,
                "the last parameter is of type byte..., but bytes are sent as one binary value;"
                        + " write byte[] for that, or int... for single numbers");
    }

    static DefinitionProblem typeVariables(Class<?> type, Method method) {
        return problem(
                "WEBSHOCKET-0093",
                type,
                method,
                "the method has type variables of its own; write the types that are sent and returned");
    }

    static DefinitionProblem rawResult(Class<?> type, Method method) {
        return problem(
                "WEBSHOCKET-0094",
                type,
                method,
                method.getReturnType().getSimpleName() + " does not say of what; write its type, as in "
                        + method.getReturnType().getSimpleName() + "<String>");
    }

    static DefinitionProblem unreadableResult(Class<?> type, Method method, String why) {
        return problem(
                "WEBSHOCKET-0095",
                type,
                method,
                why
                        + "; return a type that JSON-B reads, a CompletionStage, an RpcItems, a Stream or a Flow.Publisher");
    }

    private static DefinitionProblem problem(String code, Class<?> type, Method method, String text) {
        return new DefinitionProblem(code, "@RpcMethod on " + GenericTypes.describe(type, method) + ": " + text);
    }
}
