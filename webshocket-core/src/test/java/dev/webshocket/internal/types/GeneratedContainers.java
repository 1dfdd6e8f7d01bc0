package dev.webshocket.internal.types;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Generated containers of values of other types. */
final class GeneratedContainers {

    private GeneratedContainers() {}

    /**
     * An array or a collection.
     *
     * @param collection its class, or {@code []}
     * @param most the maximum number of items
     * @param nulls whether null is an item
     */
    record Many(String collection, GeneratedType item, int most, boolean nulls) implements GeneratedType {

        @Override
        public String source() {
            return collection.equals("[]") ? item.source() + "[]" : collection + "<" + item.source() + ">";
        }

        private boolean takesNull() {
            return nulls && (item.isNullable() || !collection.equals("[]"));
        }

        @Override
        public Object fitting(Random random) {
            List<Object> items = new ArrayList<>();
            Set<Object> seen = new HashSet<>();
            for (int left = random.nextInt(most + 1); left > 0; left--) {
                Object value = takesNull() && random.nextInt(8) == 0 ? null : item.fitting(random);
                if (seen.add(unordered(backOf(value))) || !collection.endsWith("Set")) {
                    items.add(value);
                }
            }
            return items;
        }

        /** Makes values equal that are equal in sets of sets. */
        private static Object unordered(Object value) {
            if (value instanceof List<?> list) {
                return list.stream()
                        .map(Many::unordered)
                        .map(each -> each == null ? "null" : each)
                        .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
            }
            if (value instanceof Map<?, ?> map) {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((name, member) -> copy.put(name, unordered(member)));
                return copy;
            }
            return GeneratedValues.normal(value);
        }

        private Object backOf(Object value) {
            return value == null ? null : item.back(value);
        }

        @Override
        public Object back(Object fitting) {
            return ((List<?>) fitting).stream().map(this::backOf).collect(Collectors.toCollection(ArrayList::new));
        }

        @Override
        public Object unfit(Object fitting, Random random) {
            List<Object> items = new ArrayList<>((List<?>) fitting);
            if (!takesNull() && random.nextInt(6) == 0) {
                items.add(random.nextInt(items.size() + 1), null);
                return items;
            }
            int index = items.isEmpty() ? 0 : random.nextInt(items.size());
            Object part = items.isEmpty() || items.get(index) == null ? item.fitting(random) : items.get(index);
            Object wrong = item.unfit(part, random);
            if (wrong == NONE || random.nextInt(4) == 0) {
                return List.of("text", 5L, Map.of("a", items), false).get(random.nextInt(4));
            }
            if (items.isEmpty()) {
                items.add(wrong);
            } else {
                items.set(index, wrong);
            }
            return items;
        }

        @Override
        public void declare(Map<String, String> declarations) {
            item.declare(declarations);
        }
    }

    /** A class for the keys of maps, with the texts of some of its values, and one invalid text, which may be null. */
    record Key(String source, List<String> texts, String unfit) {}

    /**
     * A map.
     *
     * @param nulls whether null is a value
     */
    record Keyed(String map, Key key, GeneratedType value, boolean nulls) implements GeneratedType {

        @Override
        public String source() {
            return map + "<" + key.source() + ", " + value.source() + ">";
        }

        @Override
        public Object fitting(Random random) {
            Map<String, Object> members = new LinkedHashMap<>();
            for (String each : key.texts()) {
                if (random.nextBoolean()) {
                    members.put(each, nulls && random.nextInt(8) == 0 ? null : value.fitting(random));
                }
            }
            return members;
        }

        @Override
        public Object back(Object fitting) {
            Map<Object, Object> members = new LinkedHashMap<>();
            ((Map<?, ?>) fitting)
                    .forEach((name, member) -> members.put(name, member == null ? null : value.back(member)));
            return members;
        }

        @Override
        public Object unfit(Object fitting, Random random) {
            Map<Object, Object> members = new LinkedHashMap<>((Map<?, ?>) fitting);
            if (key.unfit() != null && random.nextInt(4) == 0) {
                members.put(key.unfit(), value.fitting(random));
                return members;
            }
            if (!nulls && random.nextInt(6) == 0) {
                members.put(key.texts().get(0), null);
                return members;
            }
            String name = key.texts().get(random.nextInt(key.texts().size()));
            Object part = members.get(name) == null ? value.fitting(random) : members.get(name);
            Object wrong = value.unfit(part, random);
            if (wrong == NONE || random.nextInt(4) == 0) {
                return List.of("text", 5L, List.of(members), true).get(random.nextInt(4));
            }
            members.put(name, wrong);
            return members;
        }

        @Override
        public void declare(Map<String, String> declarations) {
            value.declare(declarations);
        }
    }

    /** A value that may be null. */
    record Maybe(GeneratedType value) implements GeneratedType {

        @Override
        public String source() {
            return switch (value.source()) {
                case "int" -> "java.util.OptionalInt";
                case "long" -> "java.util.OptionalLong";
                case "double" -> "java.util.OptionalDouble";
                default -> "java.util.Optional<" + value.source() + ">";
            };
        }

        @Override
        public Object fitting(Random random) {
            return value.fitting(random);
        }

        @Override
        public Object back(Object fitting) {
            return value.back(fitting);
        }

        @Override
        public Object unfit(Object fitting, Random random) {
            Object wrong = value.unfit(fitting, random);
            return wrong == null ? Collections.singletonMap("null", null) : wrong;
        }

        @Override
        public void declare(Map<String, String> declarations) {
            value.declare(declarations);
        }
    }
}
