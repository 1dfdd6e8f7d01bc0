package dev.webshocket.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.webshocket.redis.RedisSettings.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties {@code webshocket.redis.*}, and their table in the documents. */
class RedisSettingsTest {

    private static RedisSettings read(String... properties) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            map.put("webshocket.redis." + properties[i], properties[i + 1]);
        }
        return RedisSettings.read(map::get).orElse(null);
    }

    @Test
    void withoutAUrlThereIsNoCluster() {
        assertThat(read()).isNull();
        assertThat(read("url", " ", "prefix", "x")).isNull();
    }

    @Test
    void aHostIsEnough() {
        assertThat(read("url", "redis://redis.example"))
                .isEqualTo(new RedisSettings(
                        List.of(new Host("redis.example", 6379)),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        "webshocket",
                        Duration.ofSeconds(5),
                        List.of("*"),
                        20_000));
    }

    @Test
    void everyPropertyIsRead() {
        RedisSettings settings = read(
                "url",
                "rediss://us%40er:p%3A%2Fw+d@[::1]:7000/3",
                "certificates",
                "ca.pem",
                "prefix",
                "mine",
                "patience",
                "500ms",
                "channels",
                "a.*, b",
                "entries",
                "100");
        assertThat(settings.hosts()).containsExactly(new Host("::1", 7000));
        assertThat(settings.tls()).isTrue();
        assertThat(settings.user()).contains("us@er");
        assertThat(settings.password()).contains("p:/w+d");
        assertThat(settings.database()).isEqualTo(3);
        assertThat(settings.certificates()).contains(Path.of("ca.pem"));
        assertThat(settings.prefix()).isEqualTo("mine");
        assertThat(settings.patience()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.channels()).containsExactly("a.*", "b");
        assertThat(settings.entries()).isEqualTo(100);
    }

    @Test
    void sentinelsAndNodesMayBeSeveral() {
        RedisSettings sentinels = read("url", "redis://:secret@a,b:1", "sentinel", "main");
        assertThat(sentinels.hosts()).containsExactly(new Host("a", 26379), new Host("b", 1));
        assertThat(sentinels.sentinel()).contains("main");
        assertThat(sentinels.user()).isEmpty();
        assertThat(sentinels.where()).isEqualTo("main behind a:26379,b:1");
        RedisSettings cluster = read("url", "redis://a,b:1", "cluster", "true");
        assertThat(cluster.hosts()).containsExactly(new Host("a", 6379), new Host("b", 1));
        assertThat(cluster.cluster()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "http://localhost",
                "redis://",
                "redis://secret@a",
                "redis://u:secret@a:0",
                "redis://u:secret@a:65536",
                "redis://u:secret%zz@a",
                "redis://u:secret@a/x",
                "redis://a,,b"
            })
    void aWrongUrlIsRefusedWithoutShowingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("url", url))
                .withMessageStartingWith("WEBSHOCKET-0401: webshocket.redis.url must be redis://")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "cluster, maybe, 'true or false'",
        "patience, 99ms, '100ms to 1m'",
        "patience, 61s, '100ms to 1m'",
        "patience, soon, 'a duration'",
        "prefix, {x}, '1 to 64'",
        "entries, 99, 'at least 100'",
        "entries, many, 'a whole number'"
    })
    void aWrongValueIsRefusedWithItsRule(String name, String value, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("url", "redis://a", name, value))
                .withMessageStartingWith("WEBSHOCKET-0401: webshocket.redis." + name + " must be ")
                .withMessageContaining(rule)
                .withMessageContaining(value);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("url", "redis://a,b"))
                .withMessageStartingWith("WEBSHOCKET-0401: webshocket.redis.url must be of one host");
        for (String[] more :
                List.of(new String[] {"redis://a", "sentinel", "x"}, new String[] {"redis://a/1", "prefix", "x"})) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read("url", more[0], more[1], more[2], "cluster", "true"))
                    .withMessageStartingWith("WEBSHOCKET-0401: webshocket.redis.cluster must be false");
        }
    }

    @Test
    void noTextShowsThePassword() {
        assertThat(read("url", "redis://user:secret@a")).asString().isEqualTo("RedisSettings[a:6379]");
    }

    /** A failure shows the whole table, to copy into the document. */
    @Test
    void theDocumentHasTheTable() throws Exception {
        assertThat(Files.readString(Path.of("..", "docs", "cluster.md")))
                .contains("\n## Settings\n")
                .contains("\n" + RedisProperties.GROUP.table() + "\n");
        assertThat(RedisSettings.properties()).hasSize(8).contains("webshocket.redis.url", "webshocket.redis.entries");
    }
}
