package dev.webshocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.webshocket.js.TestServer.Terms;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.FatedProxy;
import java.time.Duration;
import java.util.List;
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
    void check() {
        if (!Chromium.isThere()) {
            Missing.check("Chromium", "CHROMIUM_REQUIRED");
        }
    }

    private void open(Terms terms) {
        server = new TestServer(terms);
        proxy = new FatedProxy(server.port());
        context = chromium.browser().newContext();
        page = context.newPage();
        connect();
    }

    private void connect() {
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
        open(new Terms(false, Terms.USUAL.keep(), Duration.ofSeconds(1), Terms.USUAL.retryAfter()));
        lifecycle("frozen");
        // The server has given its socket up by then: nothing has come for two and a half beats.
        page.waitForTimeout(3_500);
        lifecycle("active");
        calls();
        assertThat(page.evaluate("client.session.resumed")).isIn("all", "no");
        calls();
    }

    @Test
    void aPageThatIsOfflineComesBackAtOnceWhenItIsOnline() {
        open(Terms.USUAL);
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
        open(Terms.USUAL);
        page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
        page.waitForCondition(
                () -> page.evaluate("states.at(-1) === 'disconnected'").equals(true));
        assertThat(proxy.accepted()).isEqualTo(1);
        page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        calls();
        assertThat(page.evaluate("states.at(-1)")).isEqualTo("all");
    }

    @Test
    void aPageThatIsLeftAndComeBackToGoesOnWithItsSession() {
        open(Terms.USUAL);
        // Chromium need not keep a page, and does not where memory is short.
        for (int tries = 1; !isKeptWhileAway(); tries++) {
            assertThat(tries).as("times that Chromium did not keep the page").isLessThan(5);
            connect();
        }
        calls();
        assertThat(page.evaluate("[states[0], states.at(-1)]")).isEqualTo(List.of("disconnected", "all"));
    }

    /** Goes to another page and back, and tells whether the page is the one that was left. */
    private boolean isKeptWhileAway() {
        page.navigate(commands.uri() + "/test/ts/kit/empty.html?other");
        // Playwright waits in vain for a page from the cache to load.
        page.evaluate("() => void setTimeout(() => history.back())");
        page.waitForCondition(() -> !page.url().endsWith("other"));
        page.waitForFunction("() => document.readyState === 'complete'");
        return page.evaluate("() => globalThis.client !== undefined").equals(true);
    }

    @Test
    void aPageWhoseTimersAreSlowKeepsItsConnection() {
        open(Terms.USUAL);
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
