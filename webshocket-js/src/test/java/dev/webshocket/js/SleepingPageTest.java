package dev.webshocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.FatedProxy;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages that sleep, are offline, or are left and come back to: what only a browser does to a client. */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SleepingPageTest {

    private static Chromium chromium;
    private static Commands commands;
    private BrowserContext context;
    private Page page;
    private TestServer server;
    private FatedProxy proxy;

    @BeforeAll
    static void start() throws Exception {
        if (Chromium.isThere()) {
            chromium = Chromium.start();
            commands = new Commands(Scripts.COMPILED);
        }
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
            commands.close();
        }
    }

    @BeforeEach
    void open() {
        if (!Chromium.isThere()) {
            Missing.check("Chromium", "CHROMIUM_REQUIRED");
        }
        server = new TestServer(TestServer.Terms.USUAL);
        proxy = new FatedProxy(server.port());
        context = chromium.browser().newContext();
        page = context.newPage();
        page.navigate(commands.uri() + "/test/ts/kit/empty.html");
        page.evaluate("""
                async (port) => {
                  const { connect } = await import("/webshocket/webshocket.js");
                  globalThis.states = [];
                  globalThis.client = await connect(`ws://127.0.0.1:${port}/ws`, { retry: { base: 100, cap: 60_000 } });
                  await client.call("login", "Ada");
                  client.on("state", (state, { resumed }) => states.push(resumed ?? state));
                }
                """, proxy.port());
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
            proxy.close();
            server.close();
        }
    }

    private void calls() {
        assertThat(page.evaluate("() => client.call('whoami')")).isEqualTo("Ada");
    }

    private void lifecycle(String state) {
        CDPSession session = context.newCDPSession(page);
        JsonObject parameters = new JsonObject();
        parameters.addProperty("state", state);
        session.send("Page.setWebLifecycleState", parameters);
        session.detach();
    }

    @Test
    void aPageThatHasSleptGoesOnWithItsSession() {
        lifecycle("frozen");
        // The server has given its socket up by then: nothing has come for two and a half beats.
        page.waitForTimeout(7_000);
        lifecycle("active");
        calls();
        assertThat(page.evaluate("client.session.resumed")).isIn("all", "no");
        calls();
    }

    @Test
    void aPageThatIsOfflineComesBackAtOnceWhenItIsOnline() {
        context.setOffline(true);
        proxy.cut(Cut.RST);
        page.waitForCondition(
                () -> page.evaluate("states.includes('disconnected')").equals(true));
        context.setOffline(false);
        calls();
        assertThat(page.evaluate("states.at(-1)")).isEqualTo("all");
    }

    @Test
    void aPageThatGoesIntoTheCacheOfTheBrowserLetsItsSocketGoAndComesBackWithItsSession() {
        page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
        page.waitForCondition(
                () -> page.evaluate("states.at(-1) === 'disconnected'").equals(true));
        assertThat(proxy.accepted()).isEqualTo(1);
        page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        calls();
        assertThat(page.evaluate("states.at(-1)")).isEqualTo("all");
    }

    @Test
    void aPageWhoseTimersAreSlowKeepsItsConnection() {
        // As browsers do with hidden pages: timers run once in a minute at most.
        page.evaluate("""
                () => {
                  const timer = globalThis.setTimeout;
                  globalThis.setTimeout = (action, time, ...rest) => timer(action, Math.max(time ?? 0, 60_000), ...rest);
                }
                """);
        int accepted = proxy.accepted();
        page.waitForTimeout(7_000);
        calls();
        assertThat(proxy.accepted()).as("sockets").isEqualTo(accepted);
    }
}
