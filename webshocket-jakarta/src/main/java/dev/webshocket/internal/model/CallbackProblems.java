package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.methods.MethodLocation;
import java.util.List;
import java.util.stream.Collectors;

/** The problems of callbacks. */
final class CallbackProblems {

    private CallbackProblems() {}

    static DefinitionProblem notVoid(CallbackKind kind, MethodLocation location) {
        return location.problem(
                "WEBSHOCKET-0076",
                kind.annotation(),
                "its result of type "
                        + location.method().getGenericReturnType().getTypeName()
                        + " would be ignored; return void, and use ClientConnection.send to answer");
    }

    static DefinitionProblem parameterType(CallbackKind kind, MethodLocation location, int index) {
        return location.problem(
                "WEBSHOCKET-0077",
                kind.annotation(),
                "parameter " + (index + 1) + " is of type "
                        + location.method().getGenericParameterTypes()[index].getTypeName()
                        + "; take only " + typesOf(kind.parameters()));
    }

    static DefinitionProblem parameterTwice(CallbackKind kind, MethodLocation location, CallbackParameter parameter) {
        return location.problem(
                "WEBSHOCKET-0078",
                kind.annotation(),
                "it takes " + parameter.type().getSimpleName() + " more than once; one is enough");
    }

    static DefinitionProblem several(CallbackKind kind, List<MethodLocation> locations) {
        return locations
                .get(0)
                .problem(
                        "WEBSHOCKET-0079",
                        kind.annotation(),
                        "the class has more than one, and their order would be undefined: "
                                + locations.stream()
                                        .map(MethodLocation::toString)
                                        .collect(Collectors.joining(", "))
                                + "; merge them into one");
    }

    private static String typesOf(List<CallbackParameter> parameters) {
        return parameters.stream().map(p -> p.type().getName()).collect(Collectors.joining(" and "));
    }
}
