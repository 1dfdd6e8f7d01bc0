package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limit of nesting, in both encodings. */
class NestingTest {

    private static Object nested(int levels) {
        Object value = 1L;
        for (int i = 0; i < levels; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("k", value);
        }
        return value;
    }

    @ParameterizedTest
    @EnumSource
    void nestingIsAllowedUpToTheLimit(EachEncoding encoding) throws Exception {
        byte[] five = encoding.bytes(Map.of("source", 4, "data", nested(4)));

        assertThat(encoding.codec(5).decode(five).data()).isEqualTo(nested(4));
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> encoding.codec(4).decode(five))
                .withMessage("nested deeper than 4");
    }

    @ParameterizedTest
    @EnumSource
    void nestingOfSkippedMembersIsLimitedToo(EachEncoding encoding) {
        byte[] five = encoding.bytes(Map.of("source", 4, "zzz", nested(4)));

        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> encoding.codec(4).decode(five));
    }

    @ParameterizedTest
    @EnumSource
    void nestingCountsTheRpcMessage(EachEncoding encoding) throws Exception {
        byte[] three = encoding.bytes(
                Map.of("source", 5, "rpc", Map.of("type", "request", "method", "m", "args", List.of(1))));

        assertThat(encoding.codec(3).decode(three).rpc()).isInstanceOf(RpcRequest.class);
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> encoding.codec(2).decode(three));
    }

    @ParameterizedTest
    @EnumSource
    void deepestAllowedNestingIsReadAndWritten(EachEncoding encoding) throws Exception {
        Codec codec = encoding.codec(Codec.MAX_NESTING);
        Packet deep = Packet.custom(nested(Codec.MAX_NESTING - 1));

        assertThat(codec.decode(codec.encode(deep))).isEqualTo(deep);
    }

    @ParameterizedTest
    @EnumSource
    void limitsOutOfBoundsAreRefused(EachEncoding encoding) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> encoding.codec(0));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> encoding.codec(Codec.MAX_NESTING + 1));
    }
}
