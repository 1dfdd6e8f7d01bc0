package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownNamesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1000})
    void eachNameIsFoundAndNoOther(int count) {
        List<String> all =
                IntStream.range(0, count).mapToObj(i -> "n\u00e9" + i).toList();
        KnownNames names = new KnownNames(all);
        for (int i = 0; i < count; i++) {
            byte[] message = ("<" + all.get(i) + ">").getBytes(UTF_8);
            assertThat(names.find(message, 1, message.length - 1)).isEqualTo(i);
            assertThat(names.at(i)).isEqualTo(all.get(i));
            assertThat(names.find(all.get(i))).isEqualTo(i);
            assertThat(names.find(message, 1, message.length - 2))
                    .isEqualTo(all.indexOf(all.get(i).substring(0, all.get(i).length() - 1)));
        }
        byte[] unknown = ("n\u00e9" + count).getBytes(UTF_8);
        assertThat(names.find(unknown, 0, unknown.length)).isEqualTo(KnownNames.UNKNOWN);
        assertThat(names.find(unknown, 0, 0)).isEqualTo(KnownNames.UNKNOWN);
    }

    @Test
    void namesOfOneHashAreToldApart() {
        List<String> all = List.of("AaAa", "BBBB", "AaBB");
        KnownNames names = new KnownNames(all);
        assertThat(all)
                .allSatisfy(name ->
                        assertThat(names.find(name.getBytes(UTF_8), 0, 4)).isEqualTo(all.indexOf(name)));
        assertThat(names.find("BBAa".getBytes(UTF_8), 0, 4)).isEqualTo(KnownNames.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(EachEncoding.class)
    void ofAKnownMethodNoStringIsMade(EachEncoding encoding) throws Exception {
        String known = "m\u00e9thode";
        Codec codec = encoding.knowing(Set.of(known));

        assertThat(method(codec, known)).isSameAs(known);
        assertThat(method(codec, "another")).isEqualTo("another");
    }

    @Test
    void anEscapedMethodIsFoundToo() throws Exception {
        Codec codec = EachEncoding.JSON.knowing(Set.of("add"));
        byte[] message =
                "{\"source\":5,\"rpc\":{\"type\":\"r\\u0065quest\",\"method\":\"\\u0061dd\",\"call_id\":\"c\"}}"
                        .getBytes(UTF_8);

        assertThat(codec.decode(message)).isEqualTo(Packet.rpc(new RpcRequest("add", List.of(), Map.of(), "c")));
    }

    private static String method(Codec codec, String name) throws MalformedPacketException {
        byte[] message = codec.encode(new RpcRequest(name, List.of(), Map.of(), "c"));
        return ((RequestEnvelope) codec.open(message).rpc().orElseThrow()).method();
    }
}
