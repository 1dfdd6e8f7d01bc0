package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolExtensionsTest {

    @Test
    void announcedExtensionsAreFound() {
        Map<String, List<String>> headers = new HashMap<>();
        ProtocolExtensions.announce(headers);
        assertThat(headers).containsExactly(Map.entry("Webshocket-Extensions", List.of("cancel")));
        assertThat(ProtocolExtensions.announceCancel(headers)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "later, cancel", " cancel ,later"})
    void cancelIsFoundAmongOthers(String value) {
        assertThat(ProtocolExtensions.announceCancel(Map.of("webshocket-extensions", List.of("resume", value))))
                .isTrue();
    }

    @Test
    void otherValuesDoNotAnnounceIt() {
        assertThat(ProtocolExtensions.announceCancel(Map.of())).isFalse();
        assertThat(ProtocolExtensions.announceCancel(Map.of("Webshocket-Extensions", List.of("cancels, Cancel"))))
                .isFalse();
        assertThat(ProtocolExtensions.announceCancel(Map.of("Extensions", List.of("cancel"))))
                .isFalse();
    }
}
