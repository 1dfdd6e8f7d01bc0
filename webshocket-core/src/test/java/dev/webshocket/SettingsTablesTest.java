package dev.webshocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the tables of docs/settings.md with the declarations of the settings. */
class SettingsTablesTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "settings.md");

    private static final Path SOURCE = Path.of("src", "main", "java", "dev", "webshocket", "WebshocketSettings.java");

    static Stream<SettingGroup> groups() {
        return WebshocketSettings.GROUPS.stream();
    }

    /** A failure shows the whole missing table, to copy into the document. */
    @ParameterizedTest
    @MethodSource("groups")
    void theDocumentHasTheTableOfEachGroup(SettingGroup group) throws Exception {
        assertThat(Files.readString(DOCUMENT)).contains("\n### " + group.title() + "\n\n" + group.table() + "\n");
    }

    @Test
    void theDocumentHasNoOtherSettings() throws Exception {
        try (Stream<String> lines = Files.lines(DOCUMENT)) {
            assertThat(lines.filter(line -> line.startsWith("| `") && line.split("\\|").length == 5))
                    .containsExactlyElementsOf(
                            WebshocketSettings.all().map(Setting::row).toList());
        }
    }

    @Test
    void everyDeclaredSettingIsInAGroup() {
        assertThat(Stream.of(
                                LimitSettings.class,
                                SendingSettings.class,
                                LivenessSettings.class,
                                SessionSettings.class,
                                ClientCallSettings.class,
                                ChannelSettings.class,
                                ThreadSettings.class,
                                OriginSettings.class,
                                DescriptionSettings.class)
                        .flatMap(holder -> Stream.of(holder.getDeclaredFields()))
                        .filter(field -> field.getType() == Setting.class)
                        .map(SettingsTablesTest::constant))
                .containsExactlyInAnyOrderElementsOf(WebshocketSettings.all().toList());
    }

    static Stream<Setting<?>> settings() {
        return WebshocketSettings.all();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theJavadocOfEachHasItsBoundsAndItsDefault(Setting<?> setting) throws Exception {
        String source = Files.readString(SOURCE).replaceAll("\\R\\s*\\*? ?", " ");

        assertThat(source)
                .containsPattern(Pattern.quote("; " + setting.limits() + ".") + "\\s*\\*?/ public \\S+ "
                        + setting.name() + "\\(\\)");
    }

    private static Setting<?> constant(Field field) {
        try {
            return (Setting<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
