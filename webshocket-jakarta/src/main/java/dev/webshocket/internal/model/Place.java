package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.types.GenericTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

/**
 * A method of a handler as a message names it.
 *
 * @param handler the handler class
 * @param method a method that it declares or inherits
 */
record Place(Class<?> handler, Method method) {

    /** Reports a mistake here; the text is the rule broken, a semicolon, and how to mend it. */
    DefinitionProblem problem(String code, Class<? extends Annotation> annotation, String text) {
        return new DefinitionProblem(code, "@" + annotation.getSimpleName() + " on " + this + ": " + text);
    }

    @Override
    public String toString() {
        return GenericTypes.describe(handler, method);
    }
}
