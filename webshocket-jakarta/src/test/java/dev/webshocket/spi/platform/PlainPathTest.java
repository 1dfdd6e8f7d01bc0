package dev.webshocket.spi.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/ws",
                "/rooms/a.b",
                "/rooms/...",
                "/rooms/..a",
                "/rooms/.well-known",
                "/rooms/a;b=c",
                "/;b=c",
                "/rooms/a%2Fb",
                "/rooms/%252e%252e",
                "/rooms/%C3%A9",
                "/rooms/a|b"
            })
    void mostPathsArePlain(String path) {
        assertThat(PlainPath.isPlain("", path)).isTrue();
    }

    @Test
    void noPathIsPlain() {
        assertThat(PlainPath.isPlain("", null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "//ws",
                "/ws/",
                "/rooms/",
                "/rooms/;x",
                "/rooms/;/x",
                "/;/rooms/x",
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
    void ambiguousPathsAreNotPlain(String path) {
        assertThat(PlainPath.isPlain("", path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/app, true",
        "/app/, true",
        "/app/;b=c, true",
        "/app/ws, true",
        "/app//, false",
        "/app/ws/, false",
        "/app//ws, false",
        "//app/ws, false",
        "/apple/, false"
    })
    void theRootMayHaveASlashAtItsEnd(String path, boolean isPlain) {
        assertThat(PlainPath.isPlain("/app", path)).isEqualTo(isPlain);
    }
}
