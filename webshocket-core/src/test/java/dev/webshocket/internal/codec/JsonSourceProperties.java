package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.PlainSource.Mode;
import dev.webshocket.support.Vectors;
import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The reader of JSON accepts the same input as Parsson, and its two passes agree. */
@Tag("slow")
class JsonSourceProperties {

    private static final MessageBounds BOUNDS = new MessageBounds(500, Integer.MAX_VALUE, 100_000);

    @Provide
    Arbitrary<byte[]> soup() {
        return Arbitraries.strings()
                .withChars("{}[]:,\"\\/bu0dD8129-+.eEtrufalsn \t\n\u0001\u00e9\u20ac\uD83D\uDE42")
                .ofMaxLength(40)
                .map(soup -> soup.getBytes(UTF_8));
    }

    @Provide
    Arbitrary<byte[]> strings() {
        return Arbitraries.strings()
                .withChars("\\\"/bfnrtuxdD8cC0aF9\u00e9 ")
                .ofMaxLength(14)
                .map(soup -> ('"' + soup + '"').getBytes(UTF_8));
    }

    @Provide
    Arbitrary<byte[]> numbers() {
        return Arbitraries.strings()
                .withChars("0123456789-+.eE")
                .ofMaxLength(12)
                .map(soup -> ("[" + soup + "]").getBytes(UTF_8));
    }

    @Provide
    Arbitrary<byte[]> rawBytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(6).map(middle -> {
            byte[] text = new byte[middle.length + 2];
            text[0] = '"';
            text[text.length - 1] = '"';
            System.arraycopy(middle, 0, text, 1, middle.length);
            return text;
        });
    }

    @Provide
    Arbitrary<byte[]> mutated() {
        Arbitrary<byte[]> message = Arbitraries.of(Vectors.packets().stream()
                .map(vector -> vector.json().getBytes(UTF_8))
                .filter(each -> each.length < 300)
                .toList());
        Arbitrary<Integer> position = Arbitraries.integers().between(0, 299);
        Arbitrary<Character> instead = Arbitraries.chars().with("{}[]:,\"\\0e-. \u007f");
        return Combinators.combine(message, position, instead).as((bytes, at, c) -> {
            byte[] copy = bytes.clone();
            copy[at % copy.length] = (byte) c.charValue();
            return copy;
        });
    }

    @Property(tries = 5000)
    void acceptsTheInputThatParssonAccepts(@ForAll("soup") byte[] json) {
        assertAgreed(json);
    }

    @Property(tries = 5000)
    void acceptsTheStringsThatParssonAccepts(@ForAll("strings") byte[] json) {
        assertAgreed(json);
    }

    @Property(tries = 5000)
    void acceptsTheNumbersThatParssonAccepts(@ForAll("numbers") byte[] json) {
        assertAgreed(json);
    }

    @Property(tries = 5000)
    void acceptsTheUtf8ThatTheJdkAccepts(@ForAll("rawBytes") byte[] json) {
        assertAgreed(json);
    }

    @Property(tries = 3000)
    void acceptsTheMutationsThatParssonAccepts(@ForAll("mutated") byte[] json) {
        assertAgreed(json);
    }

    private static void assertAgreed(byte[] json) {
        boolean ours = isTaken(json);
        assertThat(ours).as(new String(json, UTF_8)).isEqualTo(isAcceptedByParsson(json));
        if (ours) {
            assertPassesAgree(json);
        }
    }

    private static boolean isTaken(byte[] json) {
        try {
            JsonSource in = new JsonSource(json, BOUNDS);
            in.pass(0);
            in.end();
            return true;
        } catch (MalformedPacketException e) {
            assertThat(e.isSyntactic()).isTrue();
            return false;
        }
    }

    private static boolean isAcceptedByParsson(byte[] json) {
        try {
            UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            return false;
        }
        try (JsonParser parser = Json.createParser(new InputStreamReader(new ByteArrayInputStream(json), UTF_8))) {
            boolean any = false;
            while (parser.hasNext()) {
                parser.next();
                any = true;
            }
            return any;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** A value that was skipped without an error may fail only because of its type. */
    private static void assertPassesAgree(byte[] json) {
        JsonSource in = new JsonSource(json, BOUNDS);
        try {
            in.value(0, Mode.PASS);
            int end = in.at;
            in.at = 0;
            in.value(0, Mode.EXACT);
            assertThat(in.at).isEqualTo(end);
        } catch (MalformedPacketException e) {
            assertThat(e.isSyntactic()).isFalse();
            assertThat(e.getMessage()).containsAnyOf("surrogate", "out of range");
        }
    }
}
