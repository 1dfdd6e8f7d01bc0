package dev.webshocket.it.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each part of the page, used as a visitor uses it. */
public interface PartFeatures extends DemoPage {

    /** All parts, by the names of their tabs. */
    List<String> PARTS = List.of("try", "chat", "stream", "limits", "connection", "live");

    @Test
    default void tryIt_callsAMethodAndShowsItsPackets() {
        Tab tab = open();
        tab.choose("add");
        tab.argument("a", "10");
        tab.argument("b", "20");
        tab.call("done");
        assertThat(tab.find("answer")).containsText("30");
        assertThat(tab.find("packets").locator("li").first()).containsText("\"add\"");
        assertThat(tab.find("packets")).containsText("\"response\"");
    }

    @Test
    default void tryIt_showsAnErrorWithItsCode() {
        Tab tab = open();
        tab.choose("divide");
        tab.argument("a", "1");
        tab.argument("b", "0");
        tab.call("error");
        assertThat(tab.find("answer")).containsText(Pattern.compile("-?\\d{3,}"));
    }

    @Test
    default void tryIt_writesTheCallInThreeLanguages() {
        Tab tab = open();
        tab.choose("add");
        tab.argument("a", "10");
        tab.argument("b", "20");
        assertThat(copied(tab, "copy-js")).contains("client.call(\"add\", 10, 20)");
        assertThat(copied(tab, "copy-java")).contains("\"add\"").contains("10, 20");
        assertThat(copied(tab, "copy-cli")).contains("call").contains("add 10 20");
    }

    @Test
    default void tryIt_letsTheServerAskBack() {
        Tab tab = open();
        tab.choose("ask_me");
        tab.argument("question", "What is the answer?");
        tab.click("call");
        assertThat(tab.page().locator("#question")).isVisible();
        tab.page().locator("#question-answer").fill("forty-two");
        tab.page().locator("#question-answer").press("Enter");
        tab.awaitAttribute("answer", "data-outcome", "done");
        assertThat(tab.find("answer")).containsText("forty-two");
    }

    private static String copied(Tab tab, String language) {
        tab.click(language);
        tab.click("copy");
        tab.await("async () => (await navigator.clipboard.readText()).includes('add')");
        return (String) tab.page().evaluate("navigator.clipboard.readText()");
    }

    @Test
    default void stream_tellsAStoryWordByWordAndCanBeCancelled() {
        Tab tab = open();
        tab.show("stream");
        tab.click("stream-start");
        tab.awaitText("stream-count", Pattern.compile("^[3-9]$|^\\d{2,}$"));
        assertThat(tab.find("stream-cancel")).isEnabled();
        tab.click("stream-cancel");
        assertThat(tab.find("stream-cancel")).isDisabled();
        String told = tab.find("stream-words").textContent();
        assertThat(told).isNotBlank();
        // A call made later is answered later: no word comes behind it.
        tab.choose("add");
        tab.argument("a", "1");
        tab.argument("b", "2");
        tab.call("done");
        tab.show("stream");
        assertThat(tab.find("stream-words").textContent()).isEqualTo(told);
    }

    @Test
    default void stream_uploadsNumbers() {
        Tab tab = open();
        tab.show("stream");
        tab.click("upload-start");
        tab.awaitText("upload-result", Pattern.compile("12[,.\\s]?502[,.\\s]?500"));
        tab.awaitText("upload-count", Pattern.compile("5[,.\\s]?000"));
    }

    @Test
    default void stream_goesBothWaysAtOnce() {
        Tab tab = open();
        tab.show("stream");
        tab.click("shout-send");
        assertThat(tab.find("shout-words")).containsText("HELLO");
        tab.click("shout-send");
        assertThat(tab.find("shout-words").locator("li")).hasCount(2);
        tab.click("shout-end");
        assertThat(tab.find("shout-end")).isDisabled();
    }

    @Test
    default void limits_emptyTheBucketAndRefuse() {
        Tab tab = open();
        tab.show("limits");
        tab.click("limit-many");
        tab.awaitAttribute("bucket", "aria-valuenow", "0");
        assertThat(tab.find("limit-log").locator("li[data-outcome=error]").first())
                .isVisible();
        assertThat(tab.find("limit-log").locator("li[data-outcome=done]").first())
                .isVisible();
        // A bucket of ten comes each ten seconds.
        tab.awaitAttribute("bucket", "aria-valuenow", "10");
        tab.click("limit-call");
        tab.awaitAttribute("bucket", "aria-valuenow", "9");
    }

    @Test
    default void connection_losesNoNumberWhenTheSocketIsCut() {
        Tab tab = open();
        tab.show("connection");
        String session = tab.find("session-id").textContent();
        tab.click("count");
        tab.awaitCount("counter", "data-received", 5);
        tab.click("cut");
        tab.awaitText("resumed", "all");
        tab.awaitCount("counter", "data-received", 40);
        tab.click("cut");
        tab.awaitCount("counter", "data-received", 300);
        assertThat(tab.find("counter")).containsText("Done: 300 numbers, none missing, none twice");
        tab.awaitAttribute("counter", "data-cuts", "2");
        assertThat(tab.find("session-id").textContent()).isEqualTo(session);
    }

    @Test
    default void live_showsFiguresThatMove() {
        Tab tab = open();
        tab.show("live");
        tab.await("Number(document.querySelector('[data-test=live-connections]').textContent) >= 1");
        tab.click("live-load");
        tab.await("parseFloat(document.querySelector('[data-test=live-calls]').textContent) > 50");
        tab.await("parseFloat(document.querySelector('[data-test=live-p99]').textContent) > 0");
        tab.await("parseFloat(document.querySelector('[data-test=live-p50]').textContent) > 0");
        Locator chart = tab.page().locator("[data-panel=live] svg").first();
        assertThat(chart).isVisible();
    }

    @Test
    default void live_tellsErrorsByCodeAndChannelsBySubscribers() {
        String room = ChatFeatures.newRoom();
        // Enough to be among the first channels, also while visitors of other tests are waited for.
        Tab tab = ChatFeatures.join(chromium(), page(), "Ada", room);
        ChatFeatures.join(chromium(), page(), "Bob", room);
        ChatFeatures.join(chromium(), page(), "Cleo", room);
        tab.choose("divide");
        tab.argument("a", "1");
        tab.argument("b", "0");
        tab.call("error");
        tab.show("live");
        ChatFeatures.hears(tab.find("live-errors"), "-32603");
        ChatFeatures.hears(tab.find("live-channels"), room + "3 subscribers");
    }

    @Test
    default void partsAreReachedByTheKeyboard() {
        Tab tab = open();
        tab.page().locator("[data-tab=try]").focus();
        for (int i = 1; i <= PARTS.size(); i++) {
            tab.page().keyboard().press("ArrowRight");
            String part = PARTS.get(i % PARTS.size());
            assertThat(tab.page().locator("[data-tab=" + part + "]")).isFocused();
            assertThat(tab.page().locator("[data-panel=" + part + "]")).isVisible();
        }
        assertThat(tab.page().locator("[data-panel]:visible")).hasCount(1);
    }
}
