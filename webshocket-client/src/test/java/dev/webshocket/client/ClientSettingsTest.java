package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.webshocket.internal.settings.Setting;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the builder's methods, its javadoc and the table of docs/client.md with the declared settings. */
class ClientSettingsTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "client.md");

    private static final Path SOURCE =
            Path.of("src", "main", "java", "dev", "webshocket", "client", "ClientLimits.java");

    private final WebSocketClientBuilder builder = WebSocketClient.builder(URI.create("ws://127.0.0.1:1/ws"));

    static Stream<Setting<?>> settings() {
        return ClientSettings.ALL.settings().stream();
    }

    static Stream<Setting<?>> times() {
        return settings().filter(setting -> setting.defaultValue() instanceof Duration);
    }

    static Stream<Setting<?>> numbers() {
        return settings().filter(setting -> setting.defaultValue() instanceof Integer);
    }

    private void set(Setting<?> setting, Class<?> type, Object value) throws Throwable {
        try {
            Method setter = WebSocketClientBuilder.class.getMethod(setting.name(), type);
            setter.invoke(builder, value);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The failure shows the whole table, to be copied into the document. */
    @Test
    void theDocumentHasTheTable() throws Exception {
        assertThat(Files.readString(DOCUMENT)).contains("\n\n" + ClientSettings.ALL.table() + "\n");
    }

    @Test
    void theTableListsEveryDeclaredSetting() {
        assertThat(Stream.of(ClientSettings.class.getDeclaredFields())
                        .filter(field -> field.getType() == Setting.class))
                .hasSameSizeAs(ClientSettings.ALL.settings());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void eachJavadocHasBoundsAndDefault(Setting<?> setting) throws Exception {
        String source = Files.readString(SOURCE).replaceAll("\\R\\s*\\*? ?", " ");

        assertThat(source)
                .containsPattern("[ ;] ?" + Pattern.quote(setting.limits())
                        + " @return this @throws IllegalArgumentException if it is \\S+( than 1)? / public"
                        + " B " + setting.name() + "\\(");
    }

    @ParameterizedTest
    @MethodSource("times")
    void aTimeMayBeZeroAndNotNegative(Setting<?> setting) throws Throwable {
        set(setting, Duration.class, Duration.ZERO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set(setting, Duration.class, Duration.ofMillis(-1)))
                .withMessage(setting.name() + " must be zero or more, but is PT-0.001S");
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aBoundIsAtLeastOne(Setting<?> setting) throws Throwable {
        set(setting, int.class, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set(setting, int.class, 0))
                .withMessage(setting.name() + " must be at least 1, but is 0");
    }

    /** Servers use system properties with some of these names. */
    @Test
    void systemPropertiesConfigureServersOnly() {
        System.setProperty("webshocket.sendTimeout", "7s");
        try {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.sendTimeout(Duration.ofMillis(-1)))
                    .withMessageNotContaining("property");
        } finally {
            System.clearProperty("webshocket.sendTimeout");
        }
    }
}
