package dev.webshocket.js;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Runs the client's tests in Chromium. With {@code CHROMIUM_REQUIRED} in the environment it fails if there is none. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ChromiumTest {

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Page page;
    private TestRun run;
    private boolean reported;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @TestFactory
    Stream<DynamicNode> tests() throws Exception {
        if (!Chromium.isThere()) {
            return Missing.test("Chromium", "CHROMIUM_REQUIRED");
        }
        Chromium chromium = Chromium.start();
        opened.add(chromium);
        Commands commands = new Commands(Scripts.COMPILED);
        opened.add(commands);
        page = chromium.browser().newPage();
        run = new TestRun(this::next);
        page.exposeFunction("report", arguments -> {
            reported = true;
            run.report((String) arguments[0]);
            return null;
        });
        page.onConsoleMessage(this::console);
        page.navigate(commands.uri() + "/test/ts/kit/page.html?" + String.join("&", Scripts.everywhere()));
        return run.tests();
    }

    /** What a page throws it tells itself. Chromium complains of each socket that cannot be opened, and of each file that it does not find. */
    private void console(ConsoleMessage message) {
        boolean network = message.text().startsWith("WebSocket connection to ");
        if (message.type().equals("error") && !(network && run.isCutting())) {
            run.complain(message.text());
        }
    }

    private String next() {
        reported = false;
        try {
            page.waitForCondition(() -> reported, new Page.WaitForConditionOptions().setTimeout(90_000));
            return null;
        } catch (PlaywrightException e) {
            return e.getMessage();
        }
    }
}
