package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets with the member {@code presence}: section "Channels" of the wire protocol. */
class PresenceWriterTest {

    @ParameterizedTest
    @EnumSource
    void aChangeIsReadAsItWasWritten(EachEncoding encoding) throws Exception {
        PresenceChange change = new PresenceChange(
                "room.ä",
                List.of(new Member("ada", Map.of("name", "Ada", "tags", List.of(1L, true))), new Member("bob", null)),
                List.of(new Member("carol", "gone")));
        Envelope envelope = encoding.v2().open(encoding.v2().encode(change));
        assertThat(envelope.presence()).contains(change);
        assertThat(envelope.packet().data()).isNull();

        PresenceChange empty = new PresenceChange("room", List.of(), List.of());
        assertThat(encoding.v2().open(encoding.v2().encode(empty)).presence()).contains(empty);
    }

    @Test
    void bothListsAreWrittenAndNoInfoIsLeftOut() {
        PresenceChange change = new PresenceChange("room", List.of(new Member("ada", null)), List.of());
        assertThat(new String(EachEncoding.JSON.v2().encode(change), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"source\":2,\"channel\":\"room\",\"presence\":{\"joined\":[{\"id\":\"ada\"}],\"left\":[]}}");
    }

    @ParameterizedTest
    @EnumSource
    void anInfoWithoutAFormOnTheWireIsRefused(EachEncoding encoding) {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        PresenceChange change = new PresenceChange("room", List.of(new Member("ada", endless)), List.of());
        assertThatThrownBy(() -> encoding.v2().encode(change)).isInstanceOf(EncodingException.class);
    }
}
