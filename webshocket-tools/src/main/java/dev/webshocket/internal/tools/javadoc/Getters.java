package dev.webshocket.internal.tools.javadoc;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;

/** The getters of Java Beans, named as JSON-B names their properties. */
final class Getters {

    private Getters() {}

    static boolean isGetter(ExecutableElement method) {
        return !propertyOf(method).isEmpty();
    }

    /** Returns the name of the property that a method gets; empty if it is no getter. */
    static String propertyOf(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        if (!method.getParameters().isEmpty()
                || method.getReturnType().getKind() == TypeKind.VOID
                || method.getModifiers().contains(Modifier.STATIC)) {
            return "";
        }
        if (name.startsWith("get") && name.length() > 3) {
            return decapitalized(name.substring(3));
        }
        return name.startsWith("is") && name.length() > 2 && isBoolean(method) ? decapitalized(name.substring(2)) : "";
    }

    private static boolean isBoolean(ExecutableElement method) {
        return method.getReturnType().getKind() == TypeKind.BOOLEAN
                || method.getReturnType().toString().equals("java.lang.Boolean");
    }

    private static String decapitalized(String name) {
        boolean acronym =
                name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1));
        return acronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
