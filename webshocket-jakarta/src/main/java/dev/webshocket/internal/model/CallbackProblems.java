package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import java.util.List;
import java.util.stream.Collectors;

/** Mistakes in callbacks. */
final class CallbackProblems {

    private CallbackProblems() {}

    static DefinitionProblem notVoid(CallbackKind kind, Place place) {
        return place.problem(
                "WEBSHOCKET-0076",
                kind.annotation(),
                "nobody takes what it returns, "
                        + place.method().getGenericReturnType().getTypeName()
                        + "; return void, and use ClientConnection.send to answer");
    }

    static DefinitionProblem parameterType(CallbackKind kind, Place place, int index) {
        return place.problem(
                "WEBSHOCKET-0077",
                kind.annotation(),
                "parameter " + (index + 1) + " is of type "
                        + place.method().getGenericParameterTypes()[index].getTypeName()
                        + "; take nothing but " + typesOf(kind.parameters()));
    }

    static DefinitionProblem parameterTwice(CallbackKind kind, Place place, CallbackParameter parameter) {
        return place.problem(
                "WEBSHOCKET-0078",
                kind.annotation(),
                "it takes " + parameter.type().getSimpleName() + " more than once; one is enough");
    }

    static DefinitionProblem several(CallbackKind kind, List<Place> places) {
        return places.get(0)
                .problem(
                        "WEBSHOCKET-0079",
                        kind.annotation(),
                        "the class has more than one, whose order would be chance: "
                                + places.stream().map(Place::toString).collect(Collectors.joining(", "))
                                + "; make them one");
    }

    private static String typesOf(List<CallbackParameter> parameters) {
        return parameters.stream().map(p -> p.type().getName()).collect(Collectors.joining(" and "));
    }
}
