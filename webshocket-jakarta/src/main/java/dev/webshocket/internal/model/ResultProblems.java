package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import java.lang.reflect.Type;

/** Mistakes in what a remote method returns. */
final class ResultProblems {

    private ResultProblems() {}

    static DefinitionProblem streamParameterAndResult(Place place, Type result) {
        return place.problem(
                "WEBSHOCKET-0072",
                RpcMethod.class,
                "the answer is what is sent to the RpcStream, yet the method returns " + result.getTypeName()
                        + "; return void, or leave out the RpcStream");
    }

    static DefinitionProblem primitiveStream(Place place, Type result) {
        return place.problem(
                "WEBSHOCKET-0073",
                RpcMethod.class,
                result.getTypeName() + " is no java.util.stream.Stream; return a Stream, as boxed() makes it");
    }

    static DefinitionProblem future(Place place, Type result) {
        return place.problem(
                "WEBSHOCKET-0074",
                RpcMethod.class,
                result.getTypeName() + " cannot tell when it is done; return a CompletionStage, or the value itself");
    }

    static DefinitionProblem unwritable(Place place, boolean stream, String why) {
        return place.problem(
                "WEBSHOCKET-0065",
                RpcMethod.class,
                (stream ? "its items" : "its result") + " cannot be sent to callers: " + why
                        + "; use a type that JSON-B can write");
    }

    static DefinitionProblem iterator(Place place, Type result) {
        return place.problem(
                "WEBSHOCKET-0075",
                RpcMethod.class,
                result.getTypeName() + " is neither a value nor a stream; return a Stream or a List");
    }
}
