package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A method of a handler as a message names it.
 *
 * @param handler the handler class
 * @param method a method that it declares or inherits
 */
record Place(Class<?> handler, Method method) {

    /** Names a class as the source does, and by its binary name where the source has no name for it. */
    static String nameOf(Class<?> type) {
        return type.getCanonicalName() == null ? type.getName() : type.getCanonicalName();
    }

    /** Reports a mistake here; the text is the rule broken, a semicolon, and how to mend it. */
    DefinitionProblem problem(String code, Class<? extends Annotation> annotation, String text) {
        return new DefinitionProblem(code, "@" + annotation.getSimpleName() + " on " + this + ": " + text);
    }

    @Override
    public String toString() {
        Class<?> declaring = method.getDeclaringClass();
        return nameOf(declaring)
                + "#"
                + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"))
                + (declaring == handler ? "" : " (inherited by " + nameOf(handler) + ")");
    }
}
