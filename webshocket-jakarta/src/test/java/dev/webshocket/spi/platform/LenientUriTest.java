package dev.webshocket.spi.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LenientUriTest {

    @ParameterizedTest
    @CsvSource({
        "a={}, a=%7B%7D",
        "a=|^, a=%7C%5E",
        "a=%, a=%25",
        "a=%4, a=%254",
        "a=%zz, a=%25zz",
        "a=%7b%7D, a=%7b%7D",
        "a=b c, a=b%20c",
        "a=\u00c3\u00a9, a=%C3%A9",
        "a=\u20ac, a=%E2%82%AC",
        "a=b?c/d:e@f, a=b?c/d:e@f",
        "a=b#c, a=b%23c",
        "[x], %5Bx%5D"
    })
    void escapesCharactersThatAUriMustNotHave(String query, String escaped) {
        assertThat(LenientUri.query(query)).isEqualTo(escaped);
        assertThat(URI.create("/ws?" + LenientUri.query(query)).getRawQuery()).isEqualTo(escaped);
    }

    @Test
    void escapesAQuestionMarkInAPath() {
        assertThat(LenientUri.path("/a?b|c/%2F/%")).isEqualTo("/a%3Fb%7Cc/%2F/%25");
        assertThat(LenientUri.query(null)).isNull();
    }
}
