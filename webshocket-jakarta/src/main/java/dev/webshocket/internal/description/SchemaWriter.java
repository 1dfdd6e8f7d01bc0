package dev.webshocket.internal.description;

import static dev.webshocket.internal.description.Schema.ofType;
import static dev.webshocket.internal.description.Schema.with;

import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.ObjectType;
import dev.webshocket.internal.types.Property;
import dev.webshocket.internal.types.Side;
import dev.webshocket.internal.types.TypeRules;
import dev.webshocket.internal.types.ValueType;
import dev.webshocket.internal.types.VariantType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes models of types as JSON Schemas of draft 7, for the JSON form of their values. A null is described where one is meant: an
 * {@link Optional} or {@code nillable} value, and what is annotated as nullable. Immutable.
 */
final class SchemaWriter {

    /** Where the schemas of classes are. */
    static final String COMPONENTS = "#/components/schemas/";

    private static final String REF = "$ref";
    private static final String DESCRIPTION = "description";

    private final TypeRules rules;
    private final boolean unknownMembers;
    private final DescriptionTexts texts;
    private final Dialect dialect;

    /** What documents have differently. */
    enum Dialect {
        /** OpenRPC, which has plain JSON Schemas; the discriminator is that of OpenAPI. */
        OPEN_RPC,
        /** AsyncAPI, whose discriminator is the name of the member. */
        ASYNC_API;

        private Object discriminator(String key, Map<String, Object> mapping) {
            return this == ASYNC_API ? key : with(with(Map.of(), "propertyName", key), "mapping", mapping);
        }
    }

    /**
     * Makes a writer.
     *
     * @param rules of the application's binding
     * @param unknownMembers whether any value that is read may have members that its class does not know
     * @param texts what classes and properties are for
     * @param dialect the kind of document
     */
    SchemaWriter(TypeRules rules, boolean unknownMembers, DescriptionTexts texts, Dialect dialect) {
        this.dialect = dialect;
        this.rules = rules;
        this.unknownMembers = unknownMembers;
        this.texts = texts;
    }

    /** Writes the schema of a value in its place. */
    Map<String, Object> of(ValueType model, Side side, Place place, References references) {
        Map<String, Object> schema = with(plain(model, side, place, references), Constraints.of(model, place));
        return place.isNullable() ? Schema.orNull(schema) : schema;
    }

    /** Writes the schema of a value that may be left out: an optional one has that of its content. */
    Map<String, Object> ofMember(ValueType model, Side side, Place place, References references) {
        return model instanceof ValueType.Maybe maybe
                ? of(maybe.value(), side, content(place), references)
                : of(model, side, place, references);
    }

    private Map<String, Object> plain(ValueType model, Side side, Place place, References references) {
        if (model instanceof ValueType.Scalar scalar) {
            return SingleSchemas.scalar(scalar, rules.binary());
        }
        if (model instanceof ValueType.FormattedNumber number) {
            return SingleSchemas.patterned(number.format());
        }
        if (model instanceof ValueType.Temporal temporal) {
            return SingleSchemas.temporal(temporal);
        }
        if (model instanceof ValueType.Text text) {
            return SingleSchemas.text(text.javaType());
        }
        if (model instanceof ValueType.Tree tree) {
            return SingleSchemas.tree(tree.javaType());
        }
        if (model instanceof ValueType.Sequence sequence) {
            return with(ofType("array"), "items", of(sequence.item(), side, place.item(), references));
        }
        if (model instanceof ValueType.Mapping map) {
            return mapping(map, side, place, references);
        }
        if (model instanceof ValueType.Maybe maybe) {
            return Schema.orNull(of(maybe.value(), side, content(place), references));
        }
        if (model instanceof ValueType.Adapted adapted) {
            return of(adapted.wire(), side, Place.NONE, references);
        }
        if (model instanceof ValueType.Custom custom) {
            String verb = side == Side.READ ? "As read by " : "As written by ";
            return with(Map.of(), DESCRIPTION, verb + custom.code().type().getSimpleName());
        }
        return NamedType.of(model, side)
                .map(named -> reference(references.name(named, model)))
                .orElseGet(Map::of);
    }

    /** An optional number of the JDK has no part of its own in the source, so that the annotations are its content's. */
    private static Place content(Place place) {
        Place item = place.item();
        return item.type() == null ? new Place(place.annotations(), null) : item;
    }

    private Map<String, Object> mapping(ValueType.Mapping map, Side side, Place place, References references) {
        Map<String, Object> schema =
                with(ofType("object"), "additionalProperties", of(map.value(), side, place.value(), references));
        return map.key() instanceof ValueType.Enumeration keys
                ? with(schema, "propertyNames", with(Map.of(), "enum", keys.names()))
                : schema;
    }

    private static Map<String, Object> reference(String name) {
        return with(Map.of(), REF, COMPONENTS + name);
    }

    /** Writes the schema of a type that has one of its own. */
    Map<String, Object> body(NamedType named, ValueType model, References references) {
        Map<String, Object> schema;
        if (model instanceof ValueType.Enumeration constants) {
            schema = with(ofType("string"), "enum", constants.names());
        } else if (model instanceof VariantType variants) {
            schema = variants(named, variants, references);
        } else {
            schema = object(named.side(), (ObjectType) model, references);
        }
        Optional<String> text = texts.of(Erasure.of(named.type()));
        return text.isPresent() ? with(schema, DESCRIPTION, text.get()) : schema;
    }

    private Map<String, Object> variants(NamedType named, VariantType type, References references) {
        Set<Map<String, Object>> alternatives = new LinkedHashSet<>();
        Map<String, Object> mapping = new LinkedHashMap<>();
        type.variants().forEach((alias, variant) -> {
            boolean isBase = type.base().filter(base -> base.equals(variant)).isPresent();
            Map<String, Object> schema =
                    isBase ? base(named, variant, references) : of(variant, named.side(), Place.NONE, references);
            alternatives.add(schema);
            mapping.put(alias, schema.getOrDefault(REF, ""));
        });
        type.base().ifPresent(base -> alternatives.add(base(named, base, references)));
        // A value without the member fits its class alone, but in classes with subclasses also theirs.
        String keyword = type.base().isPresent() ? "anyOf" : "oneOf";
        return with(
                with(Map.of(), keyword, List.copyOf(alternatives)),
                "discriminator",
                dialect.discriminator(type.key(), mapping));
    }

    private static Map<String, Object> base(NamedType named, ValueType base, References references) {
        return reference(references.name(new NamedType(named.side(), named.type(), true), base));
    }

    private Map<String, Object> object(Side side, ObjectType type, References references) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Set<String> required = new TreeSet<>();
        type.typeKeys().forEach((key, alias) -> {
            properties.put(key, with(Map.of(), "const", alias));
            required.add(key);
        });
        type.properties().stream()
                // A parameter of a maker that no member of a value sets.
                .filter(property -> !property.name().isEmpty())
                .forEach(property -> {
                    properties.put(property.name(), property(side, property, references));
                    if (isRequired(property)) {
                        required.add(property.name());
                    }
                });
        for (String name : new TreeSet<>(type.ignored())) {
            properties.putIfAbsent(name, with(Map.of(), "readOnly", true));
        }
        Map<String, Object> schema = with(ofType("object"), "properties", properties);
        if (!required.isEmpty()) {
            schema = with(schema, "required", new ArrayList<>(required));
        }
        return isClosed(side, type) ? with(schema, "additionalProperties", false) : schema;
    }

    private static boolean isRequired(Property property) {
        return property.required() || Constraints.require(Place.of(property));
    }

    private Map<String, Object> property(Side side, Property property, References references) {
        Map<String, Object> schema = ofMember(property.type(), side, Place.of(property), references);
        if (property.nillable()) {
            schema = Schema.orNull(schema);
        }
        Optional<String> text = texts.of(PropertyElements.of(property.origin()));
        return text.isPresent() ? with(schema, Map.of(DESCRIPTION, text.get())) : schema;
    }

    /** A value that is written may be of a subclass, which has further members. */
    private boolean isClosed(Side side, ObjectType type) {
        return side == Side.READ
                ? !type.isOpen() && !unknownMembers && !rules.anyCase()
                : Modifier.isFinal(type.javaClass().getModifiers());
    }
}
