package dev.webshocket.internal.types;

import dev.webshocket.internal.types.ValueType.Code;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The adapters, serializers and deserializers of a {@link jakarta.json.bind.JsonbConfig}, each by the class that it is for.
 * As with annotations, code that writes a class also writes its subclasses; code that reads one does not read them.
 * Immutable.
 *
 * @param adapters by the class that they take and give
 * @param serializers by the class that they take
 * @param deserializers by the class that they give
 */
public record GivenCode(
        Map<Class<?>, Code> adapters, Map<Class<?>, Code> serializers, Map<Class<?>, Code> deserializers) {

    /** Empty. */
    public static final GivenCode NONE = new GivenCode(Map.of(), Map.of(), Map.of());

    /** Whether values of a class are, or may be, written by application code. */
    public boolean writes(Class<?> type) {
        return find(serializers, type, Side.WRITE).isPresent()
                || find(adapters, type, Side.WRITE).isPresent();
    }

    Optional<Code> adapter(Class<?> type, Side side) {
        return find(adapters, type, side);
    }

    /** Finds the serializer or deserializer of a class. */
    Optional<Code> custom(Class<?> type, Side side) {
        return find(side == Side.READ ? deserializers : serializers, type, side);
    }

    private static Optional<Code> find(Map<Class<?>, Code> code, Class<?> type, Side side) {
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        Stream<Class<?>> candidates = side == Side.READ ? Stream.of(boxed) : Annotations.supertypes(boxed);
        return candidates.map(code::get).filter(Objects::nonNull).findFirst();
    }
}
