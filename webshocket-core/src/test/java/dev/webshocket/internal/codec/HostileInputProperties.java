package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.webshocket.support.Vectors;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any input is a packet or is malformed, and allocates no more than is proportional to its length. */
class HostileInputProperties {

    // The bound for one message of a few hundred bytes: room for buffers, but far below a length that it claims.
    private static final long MOST_BYTES = 1 << 20;

    private final Binding binding = new Binding();
    private final Codec msgpack = new Codec(Encoding.MSGPACK, binding, 64);
    private final Codec json = new Codec(Encoding.JSON, binding, 64);

    @Provide
    Arbitrary<byte[]> noise() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    }

    @Provide
    Arbitrary<byte[]> msgpackNoise() {
        byte[] head = Vectors.packets().get(0).msgpack();
        return Combinators.combine(Arbitraries.integers().between(0, head.length), noise())
                .as((kept, tail) -> joined(Arrays.copyOf(head, kept), tail));
    }

    @Provide
    Arbitrary<byte[]> mutatedMsgpack() {
        return mutated(Vectors.packets().stream().map(Vectors.PacketVector::msgpack));
    }

    @Provide
    Arbitrary<byte[]> mutatedJson() {
        return mutated(Vectors.packets().stream().map(vector -> vector.json().getBytes(UTF_8)));
    }

    @Provide
    Arbitrary<String> jsonSoup() {
        return Arbitraries.strings()
                .withChars("{}[]:,\"\\u0dD89-+.eEtrufalsn source\t\n\u0001\uD800\uDC00")
                .ofMaxLength(60)
                .map(soup -> "{\"source\":4,\"data\":" + soup);
    }

    private static Arbitrary<byte[]> mutated(Stream<byte[]> messages) {
        Arbitrary<byte[]> message =
                Arbitraries.of(messages.filter(each -> each.length < 400).toList());
        Arbitrary<Integer> position = Arbitraries.integers().between(0, 399);
        return Combinators.combine(message, position, Arbitraries.bytes(), position, Arbitraries.bytes())
                .as((bytes, first, one, second, two) -> {
                    byte[] copy = bytes.clone();
                    copy[first % copy.length] = one;
                    copy[second % copy.length] = two;
                    return second % 3 == 0 ? Arrays.copyOf(copy, second % copy.length) : copy;
                });
    }

    @Property(tries = 2000)
    void msgpackSurvivesNoise(@ForAll("noise") byte[] message) {
        assertHarmless(msgpack, message);
    }

    @Property(tries = 2000)
    void msgpackSurvivesNoiseAfterAValidBeginning(@ForAll("msgpackNoise") byte[] message) {
        assertHarmless(msgpack, message);
    }

    @Property(tries = 3000)
    void msgpackSurvivesMutations(@ForAll("mutatedMsgpack") byte[] message) {
        assertHarmless(msgpack, message);
    }

    @Property(tries = 1000)
    void jsonSurvivesNoise(@ForAll("noise") byte[] message) {
        assertHarmless(json, message);
    }

    @Property(tries = 2000)
    void jsonSurvivesMutations(@ForAll("mutatedJson") byte[] message) {
        assertHarmless(json, message);
    }

    @Property(tries = 2000)
    void jsonSurvivesItsOwnCharacters(@ForAll("jsonSoup") String message) {
        assertHarmless(json, message.getBytes(UTF_8));
    }

    /** Any exception but {@link MalformedPacketException} fails the property. */
    private static void assertHarmless(Codec codec, byte[] message) {
        long bytes = bytes(codec, message);
        if (bytes >= MOST_BYTES) {
            // The first run also loads classes.
            bytes = bytes(codec, message);
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    private static long bytes(Codec codec, byte[] message) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            codec.decode(message);
        } catch (MalformedPacketException e) {
            assertThat(e).message().isNotBlank();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }
}
