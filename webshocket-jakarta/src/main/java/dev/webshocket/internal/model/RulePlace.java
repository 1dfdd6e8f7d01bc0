package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.types.GenericTypes;

/**
 * A method or a class with annotations that rule calls, as a message names it.
 *
 * @param name the element
 */
record RulePlace(String name) {

    static RulePlace of(Place place) {
        return new RulePlace(place.toString());
    }

    static RulePlace of(Class<?> handler, Class<?> type) {
        return new RulePlace(GenericTypes.nameOf(type)
                + (type == handler ? "" : " (inherited by " + GenericTypes.nameOf(handler) + ")"));
    }

    /** Reports a mistake in an annotation; the text is the rule broken, a semicolon, and how to mend it. */
    DefinitionProblem problem(String code, FoundAnnotation found, String text) {
        return new DefinitionProblem(
                code,
                '@' + found.annotation().annotationType().getSimpleName() + " on " + name + ": "
                        + found.via()
                                .map(via -> "by @" + via.getSimpleName() + ", ")
                                .orElse("") + text);
    }
}
