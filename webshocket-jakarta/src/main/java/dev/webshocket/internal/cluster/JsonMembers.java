package dev.webshocket.internal.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of an object in JSON that another server has written, perhaps of another version: what is missing or ill-typed is empty.
 * Immutable.
 */
record JsonMembers(Map<?, ?> values) {

    /** Returns the members of a plain value; none if it is no object. */
    static JsonMembers of(Object value) {
        return new JsonMembers(value instanceof Map<?, ?> map ? map : Map.of());
    }

    private <T> Optional<T> value(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).filter(type::isInstance).map(type::cast);
    }

    Optional<String> text(String name) {
        return value(name, String.class);
    }

    /** Returns an integer in the range of an int. */
    Optional<Integer> integer(String name) {
        return value(name, Long.class)
                .filter(number -> number.intValue() == number)
                .map(Long::intValue);
    }

    /** Tells whether a member is true. */
    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    List<JsonMembers> objects(String name) {
        return value(name, List.class).<List<?>>map(list -> list).orElse(List.of()).stream()
                .map(JsonMembers::of)
                .toList();
    }
}
