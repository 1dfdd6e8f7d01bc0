package dev.webshocket.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.RpcErrorCode;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables of the documents against the values that they list. */
class DocumentedValuesTest {

    @Test
    void listsEverySettingWithItsDefault() {
        List<List<String>> rows = Documents.table(Documents.ROOT.resolve("docs/settings.md"), "setting");

        assertThat(rows.stream().map(cells -> cells.subList(0, 2)))
                .containsExactlyElementsOf(Arrays.stream(WebshocketSettings.class.getRecordComponents())
                        .map(component -> List.of(component.getName(), defaultOf(component)))
                        .toList());
    }

    private static String defaultOf(RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(WebshocketSettings.defaults());
            return value instanceof Duration duration ? duration.toSeconds() + "s" : value.toString();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void listsEveryErrorCode() {
        List<List<String>> rows = Documents.table(Documents.ROOT.resolve("docs/protocol.md"), "code");

        assertThat(rows.stream().map(cells -> cells.get(0) + ' ' + cells.get(1).replace(" (extension)", "")))
                .containsExactlyElementsOf(Arrays.stream(RpcErrorCode.values())
                        .map(code -> code.code() + " " + code.name())
                        .toList());
    }
}
