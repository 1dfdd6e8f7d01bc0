package dev.webshocket.internal.types;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A Java type made up at random, which knows what fits it and what does not. */
interface GeneratedType {

    /** Returns it as a source has it. */
    String source();

    /** Makes a plain value that fits; equal to what comes back for it. */
    Object fitting(Random random);

    /** Makes a plain value that does not fit, from one that does; null where every value of that kind fits. */
    Object unfit(Object fitting, Random random);

    /** Whether it may be left out, and is then not there. */
    default boolean mayBeMissing() {
        return true;
    }

    /** A value without parts: its Java name, values that fit it, and values that do not. */
    record Single(String source, boolean mayBeMissing, List<?> fits, List<?> unfit) implements GeneratedType {

        static final List<Single> ALL = List.of(
                single("int", false, List.of(0L, -5L, 2147483647L), List.of("5", 1.5, true, 2147483648L, List.of(1L))),
                single("long", false, List.of(1L << 40, -1L), List.of("5", 1e3, List.of(), Map.of("a", 1L))),
                single("byte", false, List.of(-128L, 127L), List.of(128L, "x", false)),
                single("boolean", false, List.of(true, false), List.of("yes", 1L, "true", List.of(true))),
                single("double", false, List.of(0.5, -1e300), List.of("0.5", true, List.of(0.5))),
                single("float", false, List.of(0.5, 2.0), List.of(1e300, "0.5", Map.of())),
                single("char", false, List.of("x", "\u00e9"), List.of("", "ab", 65L)),
                single("Integer", true, List.of(7L), List.of("7", 7.5, 1L << 40)),
                single("Boolean", true, List.of(true), List.of("true", 0L)),
                single("Double", true, List.of(2.5), List.of("2.5", false)),
                single("String", true, List.of("", "text", "5"), List.of(5L, true, List.of("text"), Map.of())),
                single("java.math.BigInteger", true, List.of(5L, -(1L << 50)), List.of("5", 5.5, true)),
                single("java.math.BigDecimal", true, List.of(0.25, 5L), List.of("x", true, List.of(0.25))),
                single("java.time.LocalDate", true, List.of("2026-01-31"), List.of("x", 5L, List.of("2026-01-31"))),
                single("java.time.Duration", true, List.of("PT1H30M"), List.of("x", 90L)),
                single(
                        "java.util.UUID",
                        true,
                        List.of("123e4567-e89b-12d3-a456-426614174000"),
                        List.of("1-1-1-1-1", 1L)),
                single("java.util.concurrent.TimeUnit", true, List.of("DAYS"), List.of("days", 0L, List.of("DAYS"))));

        private static Single single(String source, boolean mayBeMissing, List<?> fits, List<?> unfit) {
            return new Single(source, mayBeMissing, fits, unfit);
        }

        @Override
        public Object fitting(Random random) {
            return fits.get(random.nextInt(fits.size()));
        }

        @Override
        public Object unfit(Object fitting, Random random) {
            return unfit.get(random.nextInt(unfit.size()));
        }
    }

    /** A list of another type; a set where that is asked for, of few values that differ. */
    record Many(String collection, GeneratedType item) implements GeneratedType {

        @Override
        public String source() {
            return collection.equals("[]") ? item.source() + "[]" : collection + "<" + boxed(item.source()) + ">";
        }

        @Override
        public Object fitting(Random random) {
            List<Object> items = new ArrayList<>();
            Set<Object> seen = new HashSet<>();
            for (int left = random.nextInt(4); left > 0; left--) {
                Object value = item.fitting(random);
                if (seen.add(unordered(value)) || !collection.endsWith("Set")) {
                    items.add(value);
                }
            }
            return items;
        }

        /** Makes values equal that sets of sets hold to be so. */
        private static Object unordered(Object value) {
            if (value instanceof List<?> list) {
                return list.stream()
                        .map(Many::unordered)
                        .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
            }
            return value;
        }

        @Override
        public Object unfit(Object fitting, Random random) {
            List<?> items = (List<?>) fitting;
            Object wrong = items.isEmpty() ? null : item.unfit(items.get(0), random);
            if (wrong == null || random.nextInt(3) == 0) {
                return List.of("text", 5L, Map.of("a", items), false).get(random.nextInt(4));
            }
            List<Object> copy = new ArrayList<>(items);
            copy.set(0, wrong);
            return copy;
        }
    }

    /** A map of another type, with keys that are strings of some kind. */
    record Keyed(String map, String key, List<String> keys, GeneratedType value) implements GeneratedType {

        @Override
        public String source() {
            return map + "<" + key + ", " + boxed(value.source()) + ">";
        }

        @Override
        public Object fitting(Random random) {
            Map<String, Object> members = new LinkedHashMap<>();
            for (String each : keys) {
                if (random.nextBoolean()) {
                    members.put(each, value.fitting(random));
                }
            }
            return members;
        }

        @Override
        public Object unfit(Object fitting, Random random) {
            Map<?, ?> members = (Map<?, ?>) fitting;
            Map<Object, Object> copy = new LinkedHashMap<>(members);
            boolean anyKey = key.equals("String");
            if (!members.isEmpty() && (anyKey || random.nextBoolean())) {
                Map.Entry<?, ?> first = members.entrySet().iterator().next();
                Object wrong = value.unfit(first.getValue(), random);
                if (wrong != null) {
                    copy.put(first.getKey(), wrong);
                    return copy;
                }
            }
            if (anyKey || random.nextInt(3) == 0) {
                return List.of("text", 5L, List.of(members), true).get(random.nextInt(4));
            }
            copy.put("no key", value.fitting(random));
            return copy;
        }
    }

    /** A value that may be null; what is not there comes back as nothing. */
    record Maybe(GeneratedType value) implements GeneratedType {

        @Override
        public String source() {
            return "java.util.Optional<" + boxed(value.source()) + ">";
        }

        @Override
        public Object fitting(Random random) {
            return value.fitting(random);
        }

        @Override
        public Object unfit(Object fitting, Random random) {
            return value.unfit(fitting, random);
        }
    }

    /** A record, or a class with public fields. */
    record Members(String source, boolean isRecord, Map<String, GeneratedType> members) implements GeneratedType {

        String declaration() {
            String simple = source.substring(source.lastIndexOf('.') + 1);
            String components = members.entrySet().stream()
                    .map(member -> member.getValue().source() + " " + member.getKey())
                    .collect(Collectors.joining(isRecord ? ", " : "; public "));
            return isRecord
                    ? "public record " + simple + "(" + components + ") {}\n"
                    : "public static class " + simple + " { public " + components + "; }\n";
        }

        @Override
        public Object fitting(Random random) {
            Map<String, Object> values = new LinkedHashMap<>();
            members.forEach((name, type) -> {
                // A primitive of a class that is not sent keeps its zero, which comes back.
                if (!type.mayBeMissing() || random.nextInt(5) > 0) {
                    values.put(name, type.fitting(random));
                }
            });
            return values;
        }

        @Override
        public Object unfit(Object fitting, Random random) {
            Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) fitting);
            List<String> names = List.copyOf(members.keySet());
            String name = names.get(random.nextInt(names.size()));
            GeneratedType type = members.get(name);
            switch (random.nextInt(5)) {
                case 0 -> copy.put("unknown", 1L);
                case 1 -> {
                    return List.of(List.of(fitting), "text", 5L, true).get(random.nextInt(4));
                }
                case 2 -> {
                    if (isRecord && !type.mayBeMissing()) {
                        copy.remove(name);
                    } else {
                        copy.put("unknown", null);
                    }
                }
                default -> {
                    Object wrong = copy.containsKey(name) ? type.unfit(copy.get(name), random) : null;
                    if (wrong == null) {
                        copy.put("unknown", List.of());
                    } else {
                        copy.put(name, wrong);
                    }
                }
            }
            return copy;
        }
    }

    private static String boxed(String source) {
        return switch (source) {
            case "int" -> "Integer";
            case "char" -> "Character";
            case "long", "byte", "boolean", "double", "float" ->
                Character.toUpperCase(source.charAt(0)) + source.substring(1);
            default -> source;
        };
    }
}
