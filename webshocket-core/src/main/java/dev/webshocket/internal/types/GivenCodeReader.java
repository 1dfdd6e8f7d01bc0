package dev.webshocket.internal.types;

import dev.webshocket.internal.types.ValueType.Code;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Finds the classes that the adapters, serializers and deserializers of a config are for. For one thread. */
final class GivenCodeReader {

    private final BiConsumer<String, String> problems;

    /**
     * Makes a reader.
     *
     * @param problems receives the invalid property, and the reason
     */
    GivenCodeReader(BiConsumer<String, String> problems) {
        this.problems = problems;
    }

    /** Reads the values of the properties, each null if it is not set. */
    GivenCode read(Object adapters, Object serializers, Object deserializers) {
        return new GivenCode(
                read(JsonbConfig.ADAPTERS, adapters, JsonbAdapter.class),
                read(JsonbConfig.SERIALIZERS, serializers, JsonbSerializer.class),
                read(JsonbConfig.DESERIALIZERS, deserializers, JsonbDeserializer.class));
    }

    private Map<Class<?>, Code> read(String key, Object given, Class<?> kind) {
        Map<Class<?>, Code> code = new HashMap<>();
        for (Object each : items(given)) {
            if (!kind.isInstance(each)) {
                problems.accept(
                        key, (each == null ? "null" : each.getClass().getName()) + " is no " + kind.getSimpleName());
                continue;
            }
            String name = each.getClass().getName();
            Type type = TypeArguments.of(each.getClass()).argument(kind, 0);
            if (!(type instanceof Class<?> taken)) {
                // For a lambda, and for values of a generic type, only the class is known when they are written.
                problems.accept(
                        key,
                        name + " is of " + type.getTypeName() + "; make it a class that names a class, as in"
                                + " \"implements " + kind.getSimpleName() + "<Money"
                                + (kind == JsonbAdapter.class ? ", String>\"" : ">\""));
            } else if (code.putIfAbsent(taken, new Code(each.getClass(), each)) != null) {
                problems.accept(key, name + " is the second of " + taken.getTypeName() + "; leave one");
            }
        }
        return Map.copyOf(code);
    }

    private static List<?> items(Object given) {
        if (given == null) {
            return List.of();
        }
        return given instanceof Object[] array ? Arrays.asList(array) : Arrays.asList(given);
    }
}
