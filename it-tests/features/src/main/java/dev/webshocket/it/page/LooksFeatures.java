package dev.webshocket.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.webshocket.it.page.Chromium.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the page looks, and whether everybody can use it. */
public interface LooksFeatures extends DemoPage {

    /** The smallest size of a text that is typed, so that telephones do not zoom in. */
    double INPUT_PIXELS = 16;

    /** The smallest height of what is touched. */
    double TOUCHED_PIXELS = 44;

    @Test
    default void wideAndLight() {
        looksWell(Window.still(1280, 900, ColorScheme.LIGHT));
    }

    @Test
    default void wideAndDark() {
        looksWell(Window.still(1280, 900, ColorScheme.DARK));
    }

    @Test
    default void narrowAndLight() {
        looksWell(Window.still(375, 740, ColorScheme.LIGHT));
    }

    @Test
    default void narrowAndDark() {
        looksWell(Window.still(375, 740, ColorScheme.DARK));
    }

    @Test
    default void onANarrowScreenTheChatIsFirstAndTheStateStaysInView() {
        Tab wide = chromium().open(page(), Window.still(1280, 900, ColorScheme.LIGHT));
        assertThat(wide.page().locator("[data-tab]").first().getAttribute("data-tab"))
                .isEqualTo("try");
        Tab narrow = chromium().open(page(), Window.still(375, 740, ColorScheme.LIGHT));
        assertThat(narrow.page().locator("[data-tab]").first().getAttribute("data-tab"))
                .isEqualTo("chat");
        assertThat(narrow.page().locator("[data-panel=chat]").isVisible()).isTrue();
        for (String part : PartFeatures.PARTS) {
            narrow.show(part);
            narrow.page().evaluate("scrollTo(0, document.documentElement.scrollHeight)");
            assertThat(narrow.find("state").boundingBox().y).as(part).isBetween(0.0, 100.0);
        }
    }

    @Test
    default void nothingMovesForThoseWhoWantItSo() {
        String animations = "document.querySelector('[data-test=state]').dataset.state = 'disconnected',"
                + " document.getAnimations().length";
        assertThat(chromium()
                        .open(page(), Window.still(1280, 900, ColorScheme.LIGHT))
                        .page()
                        .evaluate(animations))
                .isEqualTo(0);
        assertThat((Integer) open().page().evaluate(animations))
                .as("the sign that blinks for the others")
                .isPositive();
    }

    /** The rules are applied: otherwise the other tests could not fail. */
    @Test
    default void whatIsWrongIsFound() {
        Tab tab = open();
        tab.page()
                .evaluate("document.querySelector('main').append(document.createElement('img'),"
                        + " document.createElement('input'))");
        assertThat(Axe.violations(tab)).hasSize(2);
        assertThat(small(tab, "input", "parseFloat(getComputedStyle(each).fontSize)", 100))
                .isNotEqualTo(List.of());
    }

    private void looksWell(Window window) {
        Tab tab = chromium().open(page(), window);
        for (String part : PartFeatures.PARTS) {
            tab.show(part);
            if (part.equals("live")) {
                tab.await("document.querySelector('[data-test=live-connections]').textContent >= 1");
            }
            checked(tab, window + "-" + part);
        }
        tab.choose("add");
        tab.argument("a", "10");
        tab.argument("b", "20");
        tab.call("done");
        checked(tab, window + "-method");
        tab.show("chat");
        tab.fill("nick", "Ada");
        tab.fill("room", ChatFeatures.newRoom());
        tab.click("join");
        ChatFeatures.hears(tab.find("members"), "Ada");
        ChatFeatures.say(tab, "Good morning, everybody. What a long message this is, to see where it is broken.");
        ChatFeatures.hears(tab.find("messages"), "Good morning");
        checked(tab, window + "-room");
    }

    private static void checked(Tab tab, String name) {
        tab.picture(name);
        assertThat(Axe.violations(tab)).as(name).isEmpty();
        assertThat(tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s is not wider than the window", name)
                .isEqualTo(true);
        assertThat(small(tab, "input, select, textarea", "parseFloat(getComputedStyle(each).fontSize)", INPUT_PIXELS))
                .as("%s: texts to type", name)
                .isEqualTo(List.of());
        if (name.startsWith("375")) {
            String height = "each.getBoundingClientRect().height";
            assertThat(small(tab, "button, input, select, a[href]", height, TOUCHED_PIXELS))
                    .as("%s: what is touched", name)
                    .isEqualTo(List.of());
        }
    }

    /** Returns the visible elements of which a size is too small. */
    private static Object small(Tab tab, String selector, String size, double least) {
        return tab.page()
                .evaluate(
                        "([selector, least]) => [...document.querySelectorAll(selector)].filter((each) =>"
                                + " each.checkVisibility() && each.getBoundingClientRect().width > 1 && "
                                + size + " < least - 0.5)"
                                + ".map((each) => each.outerHTML.slice(0, 120))",
                        List.of(selector, least));
    }
}
