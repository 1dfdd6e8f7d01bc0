package dev.webshocket.internal.types;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A generated record or class. */
final class GeneratedObject implements GeneratedType {

    static final String PACKAGE = "made.Handler.";

    private static final String JSONB = "@jakarta.json.bind.annotation.";

    /** How its instances are created. */
    enum Style {
        RECORD,
        /** A record with an explicit constructor. */
        WRITTEN_RECORD,
        /** A class with a constructor that is a {@code @JsonbCreator}, and getters. */
        CREATOR,
        /** A class with getters and setters. */
        BEAN,
        /** A class with public fields. */
        FIELDS;

        boolean isRecord() {
            return this == RECORD || this == WRITTEN_RECORD;
        }

        /** Whether all members are set by a constructor. */
        boolean isMade() {
            return isRecord() || this == CREATOR;
        }
    }

    /**
     * One of its members.
     *
     * @param javaName its name in the source
     * @param name its name on the wire
     * @param type its type @param written its type in the source, if that is a type variable
     * @param nillable whether null is written
     * @param hidden whether it is transient
     */
    record Member(String javaName, String name, GeneratedType type, String written, boolean nillable, boolean hidden) {

        private String property() {
            return javaName.equals(name) ? "" : JSONB + "JsonbProperty(\"" + name + "\") ";
        }

        private String annotations() {
            return property() + (nillable ? JSONB + "JsonbNillable " : "") + (hidden ? JSONB + "JsonbTransient " : "");
        }

        private String annotated() {
            return annotations() + written + " " + javaName;
        }

        private String annotatedParameter() {
            return property() + written + " " + javaName;
        }

        private String plainType() {
            return written.startsWith("@") ? written.substring(written.lastIndexOf(") ") + 2) : written;
        }

        private String parameter() {
            return plainType() + " " + javaName;
        }
    }

    private final String name;
    private final String variables;
    private final String arguments;
    private final Style style;
    private final List<Member> members = new ArrayList<>();
    private String supertype = "";
    private String aliasKey = "";
    private String alias = "";

    /**
     * Makes a type without members.
     *
     * @param variables its type variables as a source has them, empty for none
     * @param arguments what stands for them
     */
    GeneratedObject(String name, String variables, String arguments, Style style) {
        this.name = name;
        this.variables = variables;
        this.arguments = arguments;
        this.style = style;
    }

    void add(Member member) {
        members.add(member);
    }

    Style style() {
        return style;
    }

    /** Makes it one of the classes that a type member distinguishes. */
    void variantOf(String type, String key, String itself) {
        supertype = type;
        aliasKey = key;
        alias = itself;
    }

    @Override
    public String source() {
        return PACKAGE + name + arguments;
    }

    @Override
    public Object fitting(Random random) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!supertype.isEmpty() && random.nextBoolean()) {
            values.put(aliasKey, alias);
        }
        for (Member each : members) {
            boolean needed = style.isMade() && !each.type().isNullable();
            if (!each.hidden() && (needed || random.nextInt(5) > 0)) {
                boolean isNull = each.type().isNullable() && random.nextInt(6) == 0;
                values.put(each.name(), isNull ? null : each.type().fitting(random));
            }
        }
        return values;
    }

    @Override
    public Object back(Object fitting) {
        Map<?, ?> given = (Map<?, ?>) fitting;
        Map<Object, Object> values = new LinkedHashMap<>();
        if (!supertype.isEmpty()) {
            values.put(aliasKey, alias);
        }
        for (Member each : members) {
            Object value = given.get(each.name());
            Object back = value != null
                    ? each.type().back(value)
                    : given.containsKey(each.name()) || style.isMade()
                            ? null
                            : each.type().initially();
            if (!each.hidden() && (back != null || each.nillable())) {
                values.put(each.name(), back);
            }
        }
        return values;
    }

    @Override
    public Object unfit(Object fitting, Random random) {
        Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) fitting);
        Member member = members.get(random.nextInt(members.size()));
        if (!member.hidden() && random.nextInt(3) > 0) {
            Object part = copy.get(member.name());
            Object wrong = member.type().unfit(part == null ? member.type().fitting(random) : part, random);
            if (wrong != NONE) {
                copy.put(member.name(), wrong);
                return copy;
            }
        }
        return wrongHere(copy, random);
    }

    private Object wrongHere(Map<Object, Object> copy, Random random) {
        List<UnaryOperator<Map<Object, Object>>> ways = new ArrayList<>();
        ways.add(map -> with(map, "unknown", 1L));
        ways.add(map -> with(map, "unknown", null));
        if (!supertype.isEmpty()) {
            ways.add(map -> with(map, aliasKey, "another"));
            ways.add(map -> with(map, aliasKey, null));
        }
        for (Member each : members) {
            if (each.hidden()) {
                ways.add(map -> with(map, each.name(), null));
                ways.add(map -> with(map, each.javaName(), "x"));
            } else if (!each.javaName().equals(each.name())) {
                ways.add(map -> with(map, each.javaName(), map.get(each.name())));
            }
            if (!each.hidden() && !each.type().isNullable()) {
                ways.add(map -> with(map, each.name(), null));
                if (style.isMade()) {
                    ways.add(map -> {
                        map.remove(each.name());
                        return map;
                    });
                }
            }
        }
        int way = random.nextInt(ways.size() + 2);
        return way < ways.size()
                ? ways.get(way).apply(copy)
                : List.of(List.of(copy), List.of(), "text", 5L, 0.5, true).get(random.nextInt(6));
    }

    private static Map<Object, Object> with(Map<Object, Object> map, String name, Object value) {
        map.put(name, value);
        return map;
    }

    @Override
    public void declare(Map<String, String> declarations) {
        if (declarations.putIfAbsent(name, declaration()) == null) {
            members.forEach(each -> each.type().declare(declarations));
        }
    }

    private String declaration() {
        String above = supertype.isEmpty() ? "" : " implements " + supertype;
        String generic = name + variables;
        String body = switch (style) {
            case RECORD -> "{}";
            case WRITTEN_RECORD -> "{ public " + constructor(Member::parameter) + " }";
            case CREATOR ->
                "{ " + each("private final ", Member::parameter)
                        + JSONB + "JsonbCreator public " + constructor(Member::annotatedParameter)
                        + members.stream().map(GeneratedObject::getter).collect(joining()) + "}";
            case FIELDS -> "{ " + each("public ", Member::annotated) + "}";
            case BEAN ->
                "{ " + each("private ", Member::annotated)
                        + members.stream()
                                .map(each -> plainGetter(each) + setter(each))
                                .collect(joining())
                        + "}";
        };
        return style.isRecord()
                ? "public record " + generic + "("
                        + members.stream().map(Member::annotated).collect(joining(", ")) + ")" + above + " " + body
                        + "\n"
                : "public static class " + generic + above + " " + body + "\n";
    }

    private String each(String before, Function<Member, String> field) {
        return members.stream().map(each -> before + field.apply(each) + "; ").collect(joining());
    }

    private String constructor(Function<Member, String> parameter) {
        return name + "(" + members.stream().map(parameter).collect(joining(", ")) + ") { "
                + members.stream()
                        .map(each -> "this." + each.javaName() + " = " + each.javaName() + "; ")
                        .collect(joining())
                + "} ";
    }

    /** A getter with the annotations for writing; the constructor's parameter has those for reading. */
    private static String getter(Member each) {
        String written = each.written();
        int type = written.length() - each.plainType().length();
        return each.annotations() + written.substring(0, type) + "public "
                + plainGetter(each).substring(7);
    }

    private static String plainGetter(Member each) {
        return "public " + each.plainType() + " get" + capital(each) + "() { return " + each.javaName() + "; } ";
    }

    private static String setter(Member each) {
        return "public void set" + capital(each) + "(" + each.parameter() + ") { this." + each.javaName() + " = "
                + each.javaName() + "; } ";
    }

    private static String capital(Member each) {
        return Character.toUpperCase(each.javaName().charAt(0))
                + each.javaName().substring(1);
    }
}
