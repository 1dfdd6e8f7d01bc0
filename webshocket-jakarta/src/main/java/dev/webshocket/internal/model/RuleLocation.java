package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.methods.MethodLocation;
import dev.webshocket.internal.types.GenericTypes;

/**
 * The location of an access rule or rate limit, for problems.
 *
 * @param name the name of the method or class
 */
record RuleLocation(String name) {

    static RuleLocation of(MethodLocation location) {
        return new RuleLocation(location.toString());
    }

    static RuleLocation of(Class<?> handler, Class<?> type) {
        return new RuleLocation(GenericTypes.nameOf(type)
                + (type == handler ? "" : " (inherited by " + GenericTypes.nameOf(handler) + ")"));
    }

    /** Makes a problem of an annotation here. The text is the broken rule, a semicolon, and the cure. */
    DefinitionProblem problem(String code, FoundAnnotation found, String text) {
        return new DefinitionProblem(
                code,
                '@' + found.annotation().annotationType().getSimpleName() + " on " + name + ": "
                        + found.via()
                                .map(via -> "by @" + via.getSimpleName() + ", ")
                                .orElse("") + text);
    }
}
