package dev.webshocket.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/ws",
                "/ws/",
                "/rooms/a.b",
                "/rooms/...",
                "/rooms/..a",
                "/rooms/.well-known",
                "/rooms/a;b=c",
                "/rooms/a%2Fb",
                "/rooms/%252e%252e",
                "/rooms/%C3%A9",
                "/rooms/a|b"
            })
    void mostPathsArePlain(String path) {
        assertThat(PlainPath.isPlain(path)).isTrue();
    }

    @Test
    void noPathIsPlain() {
        assertThat(PlainPath.isPlain(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//ws",
                "/rooms//x",
                "/rooms/x//",
                "/rooms/../x",
                "/rooms/./x",
                "/rooms/..",
                "/rooms/.",
                "/rooms/%2e%2E/x",
                "/rooms/.%2e",
                "/rooms/%2e/x",
                "/rooms/..;a=b/x",
                "/rooms/x%00",
                "/rooms/%0d%0aSet-Cookie",
                "/rooms/%1F",
                "/rooms/%7f",
                "/rooms/a\tb"
            })
    void whatServersReadInDifferentWaysIsNot(String path) {
        assertThat(PlainPath.isPlain(path)).isFalse();
    }
}
