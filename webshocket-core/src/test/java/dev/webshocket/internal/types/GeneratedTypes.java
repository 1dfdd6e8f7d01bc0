package dev.webshocket.internal.types;

import dev.webshocket.internal.types.GeneratedContainers.Key;
import dev.webshocket.internal.types.GeneratedContainers.Keyed;
import dev.webshocket.internal.types.GeneratedContainers.Many;
import dev.webshocket.internal.types.GeneratedContainers.Maybe;
import dev.webshocket.internal.types.GeneratedObject.Member;
import dev.webshocket.internal.types.GeneratedObject.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Generates types, each from earlier ones. */
final class GeneratedTypes {

    private static final List<Key> KEYS = List.of(
            new Key("String", List.of("a", "b.c", ""), null),
            new Key("Integer", List.of("1", "-7", "2147483647"), "no key"),
            new Key("Long", List.of("1", "-7"), "1.5"),
            new Key("Boolean", List.of("true", "false"), "yes"),
            new Key("Double", List.of("0.5", "-2.25"), "x"),
            new Key("Character", List.of("x", "y"), "xy"),
            new Key("java.math.BigInteger", List.of("5", "-" + "9".repeat(50)), "9".repeat(2_001)),
            new Key("java.util.concurrent.TimeUnit", List.of("DAYS", "HOURS"), "days"),
            new Key("made.Handler.Hue", List.of("RED", "BLUE"), "GREEN"),
            new Key("made.Handler.Sku", List.of("sku:a", "sku:b"), "a"),
            new Key("java.time.LocalDate", List.of("2026-01-31", "2026-02-01"), "2026-02-30"),
            new Key("java.util.UUID", List.of("123e4567-e89b-12d3-a456-426614174000"), "1-1-1-1-1"));

    private final Random random;
    private final List<GeneratedType> declared = new ArrayList<>();
    private int names;

    GeneratedTypes(Random random) {
        this.random = random;
    }

    /** Generates a class, or a container of earlier types. */
    GeneratedType next() {
        int number = declared.size();
        GeneratedType type = switch (random.nextInt(8)) {
            case 0 -> new GeneratedAdapted("A" + number, reference(any(2)));
            case 1 -> variants(number);
            case 2 -> generic(number);
            case 3 -> declared.isEmpty() ? object(number) : container(pick(declared), 2);
            default -> object(number);
        };
        declared.add(type);
        return type;
    }

    private GeneratedObject object(int number) {
        GeneratedObject type = new GeneratedObject("T" + number, "", "", pick(List.of(Style.values())));
        fill(type);
        return type;
    }

    private void fill(GeneratedObject type) {
        int within = random.nextInt(10);
        for (int i = 0, size = 1 + random.nextInt(4); i < size; i++) {
            // Sometimes a class has a member of its own type, but only one, so that values are finite.
            GeneratedType part = i == within
                    ? random.nextBoolean() ? type : new Many("java.util.List", type, 1, true)
                    : random.nextInt(10) == 0 ? pick(GeneratedSingle.MARKED) : any(3);
            // A member that the only constructor does not set is never set.
            boolean hidden = type.style() != Style.CREATOR && !part.source().startsWith("@") && random.nextInt(10) == 0;
            type.add(member(part, part.source(), hidden));
        }
        GeneratedType last = pick(GeneratedSingle.ALL);
        type.add(member(last, last.source(), false));
    }

    private Member member(GeneratedType type, String written, boolean hidden) {
        String name = "p" + names++;
        String wire = !hidden && random.nextInt(5) == 0 ? "the " + name : name;
        boolean nillable = !hidden && type.isNullable() && random.nextInt(6) == 0;
        return new Member(name, wire, type, written, nillable, hidden);
    }

    private GeneratedVariants variants(int number) {
        String name = "V" + number;
        String key = random.nextBoolean() ? "@type" : "kind";
        Map<String, GeneratedObject> variants = new LinkedHashMap<>();
        for (int i = 0, size = 1 + random.nextInt(3); i < size; i++) {
            GeneratedObject variant =
                    new GeneratedObject("T" + number + "V" + i, "", "", pick(List.of(Style.values())));
            variant.variantOf(name, key, "alias " + i);
            fill(variant);
            variants.put("alias " + i, variant);
        }
        return new GeneratedVariants(name, key, variants);
    }

    /** Generates a parameterized use of a generic class, with the type arguments in its members. */
    private GeneratedObject generic(int number) {
        GeneratedType a = reference(any(1));
        GeneratedType b = reference(any(1));
        String arguments = "<" + a.source() + ", " + b.source() + ">";
        GeneratedObject type = new GeneratedObject("G" + number, "<A, B>", arguments, pick(List.of(Style.values())));
        type.add(member(a, "A", false));
        type.add(member(new Many("java.util.List", b, 3, true), "java.util.List<B>", false));
        if (random.nextBoolean()) {
            type.add(member(new Keyed("java.util.Map", KEYS.get(0), a, true), "java.util.Map<String, A>", false));
        }
        if (random.nextBoolean()) {
            type.add(member(new Many("[]", b, 3, true), "B[]", false));
        }
        if (random.nextBoolean() && !(a instanceof Maybe)) {
            type.add(member(new Maybe(a), "java.util.Optional<A>", false));
        }
        return type;
    }

    private GeneratedType any(int depth) {
        int kind = depth == 0 ? random.nextInt(3) : random.nextInt(8);
        GeneratedType single = pick(GeneratedSingle.ALL);
        return switch (kind) {
            case 0, 1 -> single;
            case 2, 3 -> declared.isEmpty() ? single : pick(declared);
            case 4 -> new Maybe(primitiveOptional(single) ? single : reference(single));
            default -> container(any(depth - 1), depth);
        };
    }

    private static boolean primitiveOptional(GeneratedType type) {
        return List.of("int", "long", "double").contains(type.source());
    }

    private GeneratedType container(GeneratedType part, int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> array(part, depth);
            case 1, 2 -> keyed(reference(part));
            default -> collection(reference(part));
        };
    }

    /** An array of bytes is binary data. */
    private static GeneratedType array(GeneratedType part, int depth) {
        GeneratedType item = part.source().equals("byte") ? GeneratedSingle.ALL.get(0) : part;
        return new Many("[]", item, depth + 1, true);
    }

    private GeneratedType collection(GeneratedType item) {
        if (random.nextInt(8) == 0) {
            return new Many("java.util.ArrayDeque", item, 3, item instanceof Maybe);
        }
        return new Many(
                pick(List.of(
                        "java.util.List",
                        "java.util.Set",
                        "java.util.LinkedHashSet",
                        "java.util.ArrayList",
                        "java.util.LinkedList",
                        "java.util.Queue",
                        "java.util.Vector",
                        "java.util.Collection")),
                item,
                3,
                true);
    }

    private GeneratedType keyed(GeneratedType value) {
        String map = pick(List.of(
                "java.util.Map", "java.util.LinkedHashMap", "java.util.HashMap", "java.util.concurrent.ConcurrentMap"));
        return new Keyed(map, pick(KEYS), value, !map.endsWith("ConcurrentMap") || value instanceof Maybe);
    }

    private static GeneratedType reference(GeneratedType type) {
        return type instanceof GeneratedSingle single ? single.boxed() : type;
    }

    private <T> T pick(List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
