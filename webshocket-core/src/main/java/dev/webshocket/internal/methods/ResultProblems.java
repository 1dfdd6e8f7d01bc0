package dev.webshocket.internal.methods;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import java.lang.reflect.Type;

/** The problems of results. */
final class ResultProblems {

    private ResultProblems() {}

    static DefinitionProblem streamParameterAndResult(MethodLocation location, Type result) {
        return location.problem(
                "WEBSHOCKET-0072",
                RpcMethod.class,
                "the answer is the items of the RpcStream, but the method returns " + result.getTypeName()
                        + "; return void, or remove the RpcStream");
    }

    static DefinitionProblem primitiveStream(MethodLocation location, Type result) {
        return location.problem(
                "WEBSHOCKET-0073",
                RpcMethod.class,
                result.getTypeName() + " is not a java.util.stream.Stream; return a Stream, as boxed() makes");
    }

    static DefinitionProblem future(MethodLocation location, Type result) {
        return location.problem(
                "WEBSHOCKET-0074",
                RpcMethod.class,
                result.getTypeName()
                        + " does not signal its completion; return a CompletionStage, or the value itself");
    }

    static DefinitionProblem unwritable(MethodLocation location, boolean stream, String why) {
        return location.problem(
                "WEBSHOCKET-0065",
                RpcMethod.class,
                (stream ? "its items" : "its result") + " cannot be sent to callers: " + why
                        + "; use a type that JSON-B can write");
    }

    static DefinitionProblem iterator(MethodLocation location, Type result) {
        return location.problem(
                "WEBSHOCKET-0075",
                RpcMethod.class,
                result.getTypeName() + " is neither a value nor a stream; return a Stream or a List");
    }
}
