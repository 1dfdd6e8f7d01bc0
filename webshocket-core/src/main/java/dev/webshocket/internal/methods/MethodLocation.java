package dev.webshocket.internal.methods;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.types.GenericTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

/**
 * The location of a method, for problems.
 *
 * @param handler the handler class
 * @param method a method that the handler declares or inherits
 */
public record MethodLocation(Class<?> handler, Method method) {

    /** Makes a problem at this method. The text is the broken rule, a semicolon, and the cure. */
    public DefinitionProblem problem(String code, Class<? extends Annotation> annotation, String text) {
        return new DefinitionProblem(code, "@" + annotation.getSimpleName() + " on " + this + ": " + text);
    }

    @Override
    public String toString() {
        return GenericTypes.describe(handler, method);
    }
}
