package dev.webshocket.internal.codec;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates plain values, and packets with them. */
final class PlainValues {

    private PlainValues() {}

    /** Any text that UTF-8 can encode. */
    static Arbitrary<String> text() {
        return Arbitraries.strings()
                .ofMaxLength(15)
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
    }

    /** Values that are distinct in both encodings. */
    static Arbitrary<Object> sharedScalars() {
        return Arbitraries.oneOf(
                Arbitraries.just(null),
                Arbitraries.of(true, false),
                Arbitraries.longs(),
                Arbitraries.longs().between(-200, 200),
                unsigned(),
                finite(),
                text());
    }

    static Arbitrary<BigInteger> unsigned() {
        return Arbitraries.bigIntegers()
                .between(
                        BigInteger.ONE.shiftLeft(63),
                        BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
    }

    static Arbitrary<Double> finite() {
        return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    }

    static Arbitrary<Instant> timestamps() {
        return Combinators.combine(
                        Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                        Arbitraries.longs().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    /** All values, also those that are distinct only in MessagePack. */
    static Arbitrary<Object> msgpackScalars() {
        return Arbitraries.oneOf(
                sharedScalars(),
                timestamps(),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(100));
    }

    static Arbitrary<Object> trees(Arbitrary<Object> scalars) {
        return Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.oneOf(
                        scalars,
                        inner.list().ofMaxSize(5).map(list -> (Object) list),
                        Arbitraries.maps(text(), inner).ofMaxSize(5).map(map -> (Object) map)),
                0,
                4);
    }

    static Arbitrary<Packet> packetsOf(Arbitrary<Object> data) {
        Arbitrary<String> text = text();
        Arbitrary<RpcMessage> messages = Arbitraries.oneOf(
                Combinators.combine(
                                text,
                                data.list().ofMaxSize(4),
                                Arbitraries.maps(text, data).ofMaxSize(4),
                                text)
                        .as(RpcRequest::new),
                Combinators.combine(
                                text,
                                data,
                                Arbitraries.integers().injectNull(0.5),
                                Arbitraries.of(true, false),
                                Arbitraries.of(true, false))
                        .as(RpcResponse::new),
                text.map(RpcCancel::new));
        return Combinators.combine(
                        Arbitraries.of(PacketSource.values()).filter(source -> source != PacketSource.SESSION),
                        data,
                        messages.injectNull(0.3),
                        text.injectNull(0.5),
                        finite().injectNull(0.5),
                        text.injectNull(0.5))
                .as(Packet::new);
    }

    /** Converts packets and plain values to a form whose equals compares the content of byte arrays. */
    static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PlainValues::comparable).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new HashMap<>();
            map.forEach((name, member) -> copy.put(name, comparable(member)));
            return copy;
        }
        if (value instanceof Record message) {
            return Arrays.stream(message.getClass().getRecordComponents())
                    .map(component -> comparable(valueOf(component, message)))
                    .toList();
        }
        return value;
    }

    private static Object valueOf(RecordComponent component, Record message) {
        try {
            return component.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
