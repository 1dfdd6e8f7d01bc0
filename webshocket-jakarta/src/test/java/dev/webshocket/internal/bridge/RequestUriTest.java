package dev.webshocket.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestUriTest {

    @Test
    void aStrayPercentSignInTheQueryIsLeftAsItIs() {
        RequestUri uri = RequestUri.of("/ws", Map.of(), "rate=5%&&x=%41");
        assertThat(uri.query()).isEqualTo(Map.of("rate", List.of("5%"), "x", List.of("A")));
    }

    @Test
    void thePathHasItsVariablesFilledIn() {
        RequestUri uri = RequestUri.of("/a/{x}/b/{y}", Map.of("x", "1", "y", "2"), null);
        assertThat(uri.path()).isEqualTo("/a/1/b/2");
        assertThat(uri.query()).isEmpty();
    }
}
