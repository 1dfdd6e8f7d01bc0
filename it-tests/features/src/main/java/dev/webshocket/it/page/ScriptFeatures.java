package dev.webshocket.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Scripts of the documents, pasted into the browser's console. */
public interface ScriptFeatures extends DemoPage {

    /** The JavaScript of the documents, below the project's directory. */
    Path SCRIPTS = Path.of("../../demo-server/src/test/js");

    @Test
    default void theOriginalsScriptNeedsNoClient() throws IOException {
        assertThat(printed("without-subprotocol.js", "ws://your-server.com")).isEqualTo("Result: 30");
    }

    @Test
    default void aScriptThatAsksForText() throws IOException {
        assertThat(printed("first-call.js", "ws://localhost:8080/ws")).isEqualTo("Result: 30");
    }

    /** Runs a script, of which the address alone is replaced, and returns the first line that it writes. */
    private String printed(String script, String address) throws IOException {
        String code = Files.readString(SCRIPTS.resolve(script));
        assertThat(code).contains(address);
        String service = page().toString().replaceFirst("^http", "ws") + "ws";
        Tab tab = open();
        ConsoleMessage message = tab.page()
                .waitForConsoleMessage(() -> tab.page().evaluate("() => {" + code.replace(address, service) + "}"));
        return message.text();
    }
}
