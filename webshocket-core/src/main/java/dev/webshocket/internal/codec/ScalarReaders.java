package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** The readers of single values. Primitives refuse null; all other types accept it. */
final class ScalarReaders {

    private static final Map<Class<?>, ValueReader> ALL = all();

    private ScalarReaders() {}

    /** Returns the reader of a type that exists on the wire. */
    static ValueReader of(Class<?> type, int maxNumberDigits) {
        return type == BigDecimal.class
                ? nullable(plain -> NumberReaders.toBigDecimal(plain, maxNumberDigits))
                : ALL.get(type);
    }

    private static Map<Class<?>, ValueReader> all() {
        Map<Class<?>, ValueReader> all = new HashMap<>();
        all.put(boolean.class, ScalarReaders::toBoolean);
        all.put(byte.class, NumberReaders::toByte);
        all.put(short.class, NumberReaders::toShort);
        all.put(int.class, NumberReaders::toInt);
        all.put(long.class, NumberReaders::toLong);
        all.put(float.class, NumberReaders::toFloat);
        all.put(double.class, NumberReaders::toDouble);
        all.put(char.class, ScalarReaders::toChar);
        all.put(Boolean.class, nullable(ScalarReaders::toBoolean));
        all.put(Byte.class, nullable(NumberReaders::toByte));
        all.put(Short.class, nullable(NumberReaders::toShort));
        all.put(Integer.class, nullable(NumberReaders::toInt));
        all.put(Long.class, nullable(NumberReaders::toLong));
        all.put(Float.class, nullable(NumberReaders::toFloat));
        all.put(Double.class, nullable(NumberReaders::toDouble));
        all.put(Character.class, nullable(ScalarReaders::toChar));
        all.put(BigInteger.class, nullable(NumberReaders::toBigInteger));
        all.put(Number.class, nullable(ScalarReaders::toNumber));
        all.put(String.class, nullable(ScalarReaders::toText));
        all.put(CharSequence.class, nullable(ScalarReaders::toText));
        return Map.copyOf(all);
    }

    static ValueReader nullable(ValueReader reader) {
        return plain -> plain == null ? null : reader.read(plain);
    }

    private static Object toBoolean(Object plain) throws UnfitValueException {
        if (plain instanceof Boolean) {
            return plain;
        }
        throw Described.unfit(plain, "boolean");
    }

    private static Object toChar(Object plain) throws UnfitValueException {
        if (plain instanceof String text && text.length() == 1) {
            return text.charAt(0);
        }
        throw Described.unfit(plain, "single character");
    }

    private static Object toText(Object plain) throws UnfitValueException {
        if (plain instanceof String) {
            return plain;
        }
        throw Described.unfit(plain, "string");
    }

    private static Object toNumber(Object plain) throws UnfitValueException {
        if (plain instanceof Number) {
            return Anything.withoutDecimals(plain);
        }
        throw Described.unfit(plain, "number");
    }
}
