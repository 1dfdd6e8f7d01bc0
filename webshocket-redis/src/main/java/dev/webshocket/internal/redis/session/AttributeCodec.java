package dev.webshocket.internal.redis.session;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.spi.JsonProvider;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;

/**
 * The form of attributes in the store, with the names of their classes: plain values as texts, lists, sets, maps and arrays element by
 * element, and values of the application as JSON-B has them. Safe for use by any thread.
 *
 * <p>A string, a truth value, an {@code int} and null are as JSON has them. Every other value is an object with the name {@code t} of its
 * class and its form {@code v}.
 */
final class AttributeCodec implements AutoCloseable {

    /** How deep containers may nest, so that one which holds itself has an end. */
    private static final int DEEPEST = 50;

    private static final String ARRAY = "[]";

    private final JsonProvider json = JsonProvider.provider();
    private final PlainTypes plain = new PlainTypes();
    private final Containers containers = new Containers();
    private final Jsonb jsonb;
    private final ApplicationTypes types;

    /**
     * Makes a codec.
     *
     * @param loader finds the classes of the application
     * @param config of the binding of the application's types
     */
    AttributeCodec(ClassLoader loader, JsonbConfig config) {
        this.jsonb = JsonbBuilder.newBuilder().withConfig(tolerant(config)).build();
        this.types = new ApplicationTypes(loader, jsonb);
    }

    /** Another version of the application may have had other properties. */
    private static JsonbConfig tolerant(JsonbConfig config) {
        JsonbConfig copy = new JsonbConfig();
        config.getAsMap().forEach(copy::setProperty);
        return copy.withFormatting(false)
                .setProperty("jsonb.fail-on-unknown-properties", false)
                .setProperty("jsonb.creator-parameters-required", false);
    }

    /**
     * Writes a value.
     *
     * @throws UnwritableException if it has no form
     * @throws ConcurrentModificationException if the application changes it meanwhile
     */
    JsonValue write(Object value) throws UnwritableException {
        return write(value, 0);
    }

    /** Tells whether a failure comes from a change at the same time, so that the value can be written later. */
    static boolean isConcurrent(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ConcurrentModificationException) {
                return true;
            }
        }
        return false;
    }

    private JsonValue write(Object value, int depth) throws UnwritableException {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof String text) {
            return json.createValue(text);
        }
        if (value instanceof Integer number) {
            return json.createValue(number);
        }
        if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        String text = plain.text(value);
        if (text != null) {
            return typed(value.getClass().getName(), json.createValue(text));
        }
        if (depth == DEEPEST) {
            throw new UnwritableException(value.getClass(), "it nests deeper than " + DEEPEST);
        }
        return writeLarge(value, depth);
    }

    private JsonValue writeLarge(Object value, int depth) throws UnwritableException {
        Class<?> type = value.getClass();
        if (type.isArray()) {
            checkComponent(type);
            return json.createObjectBuilder(typed(ARRAY, elements(listOf(value), depth)))
                    .add("c", type.getComponentType().getName())
                    .build();
        }
        String container = containers.name(value);
        if (container != null) {
            return typed(container, elements(value instanceof Map<?, ?> map ? flat(map) : copy(value), depth));
        }
        Class<?> named = value instanceof Enum<?> constant ? constant.getDeclaringClass() : type;
        return typed(named.getName(), json.createValue(types.write(named, value)));
    }

    private void checkComponent(Class<?> array) throws UnwritableException {
        Class<?> component = array.getComponentType();
        try {
            if (component(component.getName()) == component) {
                return;
            }
        } catch (UnreadableException e) {
            throw new UnwritableException(array, e.getMessage(), e);
        }
        throw new UnwritableException(array, "the application has another class of that name");
    }

    private JsonObject typed(String name, JsonValue form) {
        return json.createObjectBuilder().add("t", name).add("v", form).build();
    }

    private JsonArray elements(List<?> elements, int depth) throws UnwritableException {
        JsonArrayBuilder all = json.createArrayBuilder();
        for (Object each : elements) {
            all.add(write(each, depth + 1));
        }
        return all.build();
    }

    private static List<Object> copy(Object collection) {
        return new ArrayList<>((Collection<?>) collection);
    }

    private static List<Object> flat(Map<?, ?> map) {
        List<Object> entries = new ArrayList<>();
        map.forEach((key, value) -> {
            entries.add(key);
            entries.add(value);
        });
        return entries;
    }

    private static List<Object> listOf(Object array) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }

    /**
     * Reads a value.
     *
     * @throws UnreadableException if it has no class here, or is not one of its class
     */
    Object read(JsonValue form) throws UnreadableException {
        return switch (form.getValueType()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case STRING -> ((JsonString) form).getString();
            case NUMBER -> ((JsonNumber) form).intValueExact();
            case OBJECT -> readTyped(form.asJsonObject());
            case ARRAY -> throw new UnreadableException("an array without a class");
        };
    }

    private Object readTyped(JsonObject object) throws UnreadableException {
        String name = object.getString("t");
        if (name.equals(ARRAY)) {
            return array(object.getString("c"), readAll(object.getJsonArray("v")));
        }
        if (plain.has(name)) {
            return plain.read(name, object.getString("v"));
        }
        if (!containers.has(name)) {
            return types.read(types.find(name), object.getString("v"));
        }
        List<Object> elements = readAll(object.getJsonArray("v"));
        return containers.isMap(name) ? containers.map(name, elements) : containers.collection(name, elements);
    }

    private List<Object> readAll(JsonArray forms) throws UnreadableException {
        List<Object> values = new ArrayList<>(forms.size());
        for (JsonValue each : forms) {
            values.add(read(each));
        }
        return values;
    }

    private Object array(String component, List<Object> elements) throws UnreadableException {
        Object array = Array.newInstance(component(component), elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    private Class<?> component(String name) throws UnreadableException {
        return switch (name) {
            case "boolean" -> boolean.class;
            case "char" -> char.class;
            case "short" -> short.class;
            case "int" -> int.class;
            case "long" -> long.class;
            case "float" -> float.class;
            case "double" -> double.class;
            case "java.lang.String" -> String.class;
            case "java.lang.Object" -> Object.class;
            default -> types.find(name);
        };
    }

    /** Releases the adapters of the application. */
    @Override
    public void close() throws Exception {
        jsonb.close();
    }
}
