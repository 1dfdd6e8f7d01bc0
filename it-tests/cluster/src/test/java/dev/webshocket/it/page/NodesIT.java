package dev.webshocket.it.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo's page on what {@code ./demo --nodes 3} starts: three servers on one Redis, which end and start again under the page. */
@Timeout(900) // six servers start, on whatever machine
@Tag("slow")
class NodesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final int SERVERS = 3;
    private static final Pattern SERVED_BY = Pattern.compile(".+, process \\d+");

    /** Makes idempotent calls one after the other, as a user does who clicks again and again. */
    private static final String CALLS = """
            async (script) => {
              const { connect } = await import(script);
              const caller = (await connect("ws")).with({ idempotent: true });
              window.calls = { made: 0, failure: null };
              (async () => {
                for (;;) {
                  const answer = await caller.call("add", calls.made, 1);
                  if (answer !== ++calls.made) {
                    throw new Error(`call ${calls.made} was answered with ${answer}`);
                  }
                  await new Promise((resolve) => setTimeout(resolve, 20));
                }
              })().catch((error) => { calls.failure = String(error); });
            }""";

    private static DemoNodes nodes;

    @BeforeAll
    static void start() throws Exception {
        nodes = DemoNodes.start(SERVERS);
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void nothingIsLostWhenTheServerOfAPageIsKilled() throws Exception {
        String room = ChatFeatures.newRoom();
        Tab ada = ChatFeatures.join(CHROMIUM, nodes.page(), "Ada", room);
        long killed = server(ada);
        Tab bob = joinElsewhere("Bob", room, killed);
        List<String> said = new ArrayList<>();
        say(bob, said, 5);
        say(ada, said, 5);
        ada.loses();

        process(killed).destroyForcibly();
        say(bob, said, 10);
        say(ada, said, 5);
        nodes.awaitRestart(killed);
        say(bob, said, 5);

        assertAllIsSaid(said, ada, bob);
        ada.show("connection");
        ada.awaitText("resumed", "state");
        assertThat(nodes.servers()).doesNotContain(killed);
        awaitServed(ada);
        assertIs("Ada", ada);
    }

    @Test
    void nobodyNoticesARollingRedeployment() throws Exception {
        String room = ChatFeatures.newRoom();
        Tab ada = ChatFeatures.join(CHROMIUM, nodes.page(), "Ada", room);
        Tab bob = joinElsewhere("Bob", room, server(ada));
        List<String> said = new ArrayList<>();
        ada.loses();
        bob.loses();
        bob.page().evaluate(CALLS, nodes.page() + "webshocket/webshocket.js");
        List<Long> before = nodes.servers();

        for (long next : before) {
            keepBusy(ada);
            say(bob, said, 3);
            process(next).destroy();
            say(ada, said, 3);
            say(bob, said, 3);
            nodes.awaitRestart(next);
        }

        assertAllIsSaid(said, ada, bob);
        ada.show("stream");
        ada.awaitText("upload-result", Pattern.compile("^200,010,000, "));
        ada.show("connection");
        ada.awaitCount("counter", "data-received", 300);
        assertThat(ada.find("counter")).containsText("none missing, none twice");
        assertThat(nodes.servers()).doesNotContainAnyElementsOf(before);
        awaitServed(ada);
        awaitServed(bob);
        assertIs("Ada", ada);
        assertIs("Bob", bob);
        Map<?, ?> calls = (Map<?, ?>) bob.page().evaluate("calls");
        assertThat(calls.get("failure")).isNull();
        assertThat((Integer) calls.get("made")).isGreaterThan(50);
    }

    private static ProcessHandle process(long id) {
        return ProcessHandle.of(id).orElseThrow();
    }

    /** Returns the process that serves a page, as the page tells it. */
    private static long server(Tab tab) {
        tab.show("connection");
        tab.awaitText("server", SERVED_BY);
        String shown = tab.find("server").textContent();
        return Long.parseLong(shown.substring(shown.lastIndexOf(' ') + 1));
    }

    /** Waits until a page names one of the servers that there are. It asks when it has connected. */
    private static void awaitServed(Tab tab) {
        String processes = nodes.servers().stream().map(String::valueOf).collect(Collectors.joining("|"));
        tab.show("connection");
        tab.awaitText("server", Pattern.compile(".+, process (?:" + processes + ")$"));
    }

    /** Joins on another server than that. The front door chooses servers in turn. */
    private static Tab joinElsewhere(String name, String room, long server) {
        for (int i = 0; i < 10; i++) {
            Tab tab = CHROMIUM.open(nodes.page());
            if (server(tab) != server) {
                ChatFeatures.join(tab, name, room);
                return tab;
            }
            tab.close();
        }
        throw new AssertionError("the front door always chooses the same server");
    }

    /** Says some words, each other than all before. */
    private static void say(Tab tab, List<String> said, int times) {
        tab.show("chat");
        for (int i = 0; i < times; i++) {
            String text = "message " + said.size();
            said.add(text);
            ChatFeatures.say(tab, text);
        }
    }

    /** Waits until all have got all messages, each once, and asserts that all have them in the same order. */
    private static void assertAllIsSaid(List<String> said, Tab... tabs) {
        List<String> first = null;
        for (Tab tab : tabs) {
            Locator messages = tab.find("messages").locator("li[data-kind=said]:not([data-waits]) .bubble");
            tab.show("chat");
            tab.await(
                    "document.querySelectorAll('[data-test=messages] li[data-kind=said]:not([data-waits])').length >= "
                            + said.size());
            List<String> texts = messages.allTextContents();
            assertThat(texts).containsExactlyInAnyOrderElementsOf(said);
            if (first != null) {
                assertThat(texts).isEqualTo(first);
            }
            first = texts;
        }
    }

    /** Lets numbers come and go, where none do. */
    private static void keepBusy(Tab tab) {
        tab.show("connection");
        if (tab.find("count").textContent().equals("Start counting")) {
            tab.click("count");
        }
        tab.show("stream");
        if (tab.find("upload-start").isEnabled()) {
            tab.page().locator("#upload-n").fill("20000");
            tab.click("upload-start");
        }
    }

    /** The attributes of the session are there: the service knows the name that was given when the room was joined. */
    private static void assertIs(String name, Tab tab) {
        tab.choose("whoami");
        tab.call("done");
        assertThat(tab.find("answer")).containsText(name);
    }
}
