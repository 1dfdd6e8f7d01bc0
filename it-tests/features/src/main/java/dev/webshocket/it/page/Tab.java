package dev.webshocket.it.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The demo's page in a window of its own. Waits until something is as expected, for half a minute at most. For one thread. */
public final class Tab {

    /** Half a minute, in milliseconds: the machine may be busy. */
    public static final double PATIENCE = 30_000;

    private final Page page;
    private final List<String> errors = new ArrayList<>();
    private boolean losing;

    Tab(Page page) {
        this.page = page;
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isLoss(message.text())) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
    }

    /**
     * Chromium itself reports a socket that it cannot open, and an icon that was still being loaded when the network was cut. A file that the
     * server does not have is reported otherwise.
     */
    private boolean isLoss(String error) {
        return losing
                && (error.startsWith("WebSocket connection to ")
                        || error.startsWith("Failed to load resource: net::ERR_"));
    }

    /** Expects that the browser reports sockets that could not be opened or that end, from now on. */
    public void loses() {
        losing = true;
    }

    /** Loads the page and waits until it is connected. */
    public void go(URI address) {
        page.navigate(address.toString());
        awaitState("connected");
    }

    /** Returns what the console and scripts have reported. */
    List<String> errors() {
        return errors;
    }

    /** Returns the browser's view of the page. */
    public Page page() {
        return page;
    }

    /** Waits for a state of the connection. */
    public void awaitState(String state) {
        assertThat(find("state")).hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(PATIENCE));
    }

    /** Shows a part of the page. */
    public void show(String part) {
        page.locator("[data-tab=" + part + "]").click();
        assertThat(page.locator("[data-panel=" + part + "]")).isVisible();
    }

    /** Returns an element by its name for tests. */
    public Locator find(String name) {
        return page.locator("[data-test=" + name + "]");
    }

    /** Clicks an element. */
    public void click(String name) {
        find(name).click();
    }

    /** Types a text into an input, in place of what was there. */
    public void fill(String name, String text) {
        find(name).fill(text);
    }

    /** Waits until an element has exactly this text. */
    public void awaitText(String name, String text) {
        assertThat(find(name)).hasText(text, new HasTextOptions().setTimeout(PATIENCE));
    }

    /** Waits until an element has a text that the pattern finds. */
    public void awaitText(String name, Pattern pattern) {
        assertThat(find(name)).hasText(pattern, new HasTextOptions().setTimeout(PATIENCE));
    }

    /** Waits until an attribute of an element has this value. */
    public void awaitAttribute(String name, String attribute, String value) {
        assertThat(find(name)).hasAttribute(attribute, value, new HasAttributeOptions().setTimeout(PATIENCE));
    }

    /**
     * Waits until an attribute has reached a number. It may take as long as it likes while the number grows: how fast it does is a matter of
     * the machine, and a number that stands still for half a minute is a fault.
     */
    public void awaitCount(String name, String attribute, int count) {
        for (int reached = -1; reached < count; ) {
            int last = reached;
            await("parseInt(document.querySelector('[data-test=" + name + "]').getAttribute('" + attribute + "')) > "
                    + last);
            reached = Integer.parseInt(find(name).getAttribute(attribute));
        }
    }

    /** Waits until the expression is true in the page. */
    public void await(String expression) {
        // The page's policy forbids what waitForFunction does.
        page.waitForCondition(
                () -> Boolean.TRUE.equals(page.evaluate(expression)),
                new Page.WaitForConditionOptions().setTimeout(PATIENCE));
    }

    /** Chooses a method, on the part of the page that tries them. */
    public void choose(String method) {
        show("try");
        page.locator("[data-test=method-list] [data-method=\"" + method + "\"]").click();
        assertThat(page.locator("[data-method-form=\"" + method + "\"]")).isVisible();
    }

    /** Types an argument of the chosen method. */
    public void argument(String name, String value) {
        page.locator("[data-argument=\"" + name + "\"]").fill(value);
    }

    /** Calls the chosen method and waits for its outcome. */
    public void call(String outcome) {
        click("call");
        awaitAttribute("answer", "data-outcome", outcome);
    }

    /** Keeps a picture of the whole page below {@code target/pages}. */
    public Path picture(String name) {
        Path file = Path.of("target", "pages", name + ".png").toAbsolutePath();
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        return file;
    }

    /** Closes the window, with its cookies and storage. */
    public void close() {
        page.context().close();
    }
}
