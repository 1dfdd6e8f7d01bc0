package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SubprotocolTest {

    private static final Codec JSON = new Codec(Encoding.JSON, new Binding(), 64);
    private static final ReceivedMessage TEXT = ReceivedMessage.of(
            "{\"source\": 5, \"rpc\": {\"type\": \"request\", \"method\": \"add\", \"call_id\": \"7\"}}");
    private static final RpcResponse OVERLOADED = answer(RpcErrorCode.RPC_OVERLOADED);

    private static RpcResponse answer(RpcErrorCode error) {
        return new RpcResponse("7", "too much", error.code(), true, true);
    }

    @ParameterizedTest
    @CsvSource({
        "webshocket.v1, MSGPACK, V1",
        "webshocket.v1.json, JSON_TEXT, V1",
        "webshocket.v2, MSGPACK_V2, V2",
        "webshocket.v2.json, JSON_TEXT_V2, V2"
    })
    void eachTokenSelectsItsSubprotocol(String token, Subprotocol subprotocol, ProtocolVersion version) {
        assertThat(Subprotocol.of(token)).isEqualTo(subprotocol);
        assertThat(subprotocol.token()).isEqualTo(token);
        assertThat(subprotocol.version()).isEqualTo(version);
        assertThat(subprotocol.isFramework()).isEqualTo(!token.endsWith("json"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"webshocket", "WEBSHOCKET.V1", "webshocket.v3"})
    void otherTokensSelectNone(String token) {
        assertThat(Subprotocol.of(token)).isEqualTo(Subprotocol.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"MSGPACK", "MSGPACK_V2"})
    void textIsRead(Subprotocol subprotocol) throws MalformedPacketException {
        Packet call = Packet.rpc(new RpcRequest("add", List.of(), Map.of(), "7"));
        Envelope envelope = subprotocol.open(TEXT, JSON);
        assertThat(envelope.packet()).isEqualTo(call);
    }

    @Test
    void textOnMessagePackIsRefusedWithACure() {
        assertThatThrownBy(() -> Subprotocol.MSGPACK.open(TEXT, JSON))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageContaining("webshocket.v1.json");
        assertThatThrownBy(() -> Subprotocol.MSGPACK_V2.open(TEXT, JSON))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageContaining("webshocket.v2.json");
    }

    @Test
    void theOriginalsClientGetsOverloadAsRateLimit() {
        assertThat(Subprotocol.MSGPACK.known(OVERLOADED)).isEqualTo(answer(RpcErrorCode.RPC_RATE_LIMITED));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "MSGPACK")
    void otherClientsGetOverload(Subprotocol subprotocol) {
        assertThat(subprotocol.known(OVERLOADED)).isSameAs(OVERLOADED);
    }

    @Test
    void allOtherAnswersStayUnchanged() {
        for (RpcResponse answer :
                List.of(answer(RpcErrorCode.RPC_INTERNAL_ERROR), new RpcResponse("7", 1, null, false, false))) {
            assertThat(Subprotocol.MSGPACK.known(answer)).isSameAs(answer);
        }
    }
}
