package dev.webshocket.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.RpcErrorCode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares tables of the documents with the values that they list. */
class DocumentedValuesTest {

    @Test
    void listsEveryErrorCode() {
        List<List<String>> rows = Documents.table(Documents.ROOT.resolve("docs/protocol.md"), "code");

        assertThat(rows.stream().map(cells -> cells.get(0) + ' ' + cells.get(1).replace(" (extension)", "")))
                .containsExactlyElementsOf(Arrays.stream(RpcErrorCode.values())
                        .map(code -> code.code() + " " + code.name())
                        .toList());
    }
}
