package dev.webshocket.internal.tools.typescript;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A type of TypeScript.
 *
 * @param text how it is written
 * @param alternatives the types of a union; the type itself if it is none
 * @param joined whether it is an intersection
 */
record Type(String text, Set<String> alternatives, boolean joined) {

    static final Type UNKNOWN = new Type("unknown");
    static final Type NEVER = new Type("never");
    static final Type NULL = new Type("null");

    Type(String text) {
        this(text, Set.of(text), false);
    }

    boolean isUnion() {
        return alternatives.size() > 1;
    }

    /** Returns the type of values that fit any of some types. */
    static Type anyOf(Collection<Type> types) {
        Set<String> alternatives = new LinkedHashSet<>();
        types.forEach(type -> alternatives.addAll(type.joined ? Set.of('(' + type.text + ')') : type.alternatives));
        alternatives.remove(NEVER.text);
        if (alternatives.contains(UNKNOWN.text)) {
            return UNKNOWN;
        }
        if (alternatives.isEmpty()) {
            return NEVER;
        }
        return types.size() == 1
                ? types.iterator().next()
                : new Type(String.join(" | ", alternatives), alternatives, false);
    }

    /** Returns the type of values that fit all of some types. */
    static Type allOf(Collection<Type> types) {
        Set<Type> parts = new LinkedHashSet<>(types);
        parts.remove(UNKNOWN);
        if (parts.isEmpty()) {
            return UNKNOWN;
        }
        if (parts.size() == 1) {
            return parts.iterator().next();
        }
        return joined(parts.stream().map(Type::inParentheses).collect(Collectors.joining(" & ")));
    }

    private static Type joined(String text) {
        return new Type(text, Set.of(text), true);
    }

    /** Returns the type of lists of this type. */
    Type list() {
        return new Type(inParentheses() + "[]");
    }

    Type orNull() {
        return anyOf(List.of(this, NULL));
    }

    private String inParentheses() {
        return isUnion() || joined ? '(' + text + ')' : text;
    }
}
