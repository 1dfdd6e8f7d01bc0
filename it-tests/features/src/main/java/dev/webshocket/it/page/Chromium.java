package dev.webshocket.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A headless Chromium for the tests of one class. Without the program the tests are skipped; with {@code CHROMIUM_REQUIRED} in the
 * environment they fail. After each test its tabs are closed, none of which may have reported an error. For one thread.
 */
public final class Chromium implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<Tab> tabs = new ArrayList<>();
    private Playwright playwright;
    private Browser browser;

    /** How a window looks, and whether the page may move. */
    public record Window(int width, int height, ColorScheme scheme, ReducedMotion motion) {

        /** That of most tests. */
        public static final Window PLAIN = new Window(1280, 900, ColorScheme.LIGHT, ReducedMotion.NO_PREFERENCE);

        /** Makes a window in which nothing moves, for pictures. */
        public static Window still(int width, int height, ColorScheme scheme) {
            return new Window(width, height, scheme, ReducedMotion.REDUCE);
        }

        @Override
        public String toString() {
            return width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Checked for each test, since the build's summary omits a class that is skipped as a whole. */
    @Override
    public void beforeEach(ExtensionContext test) {
        if (!Files.isExecutable(PROGRAM)) {
            String missing = "there is no " + PROGRAM;
            assertThat(System.getenv().containsKey("CHROMIUM_REQUIRED"))
                    .as(missing)
                    .isFalse();
            abort(missing);
        }
    }

    /** Opens the page in a window of its own, with cookies and storage of its own. */
    public Tab open(URI page) {
        return open(page, Window.PLAIN);
    }

    /** Opens the page in such a window. */
    public Tab open(URI page, Window window) {
        Tab tab = empty(window);
        tab.go(page);
        return tab;
    }

    /** Opens a window without a page. */
    public Tab empty(Window window) {
        start();
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(window.width(), window.height())
                .setColorScheme(window.scheme())
                .setReducedMotion(window.motion())
                .setLocale("en-GB")
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        Tab tab = new Tab(context.newPage());
        tabs.add(tab);
        return tab;
    }

    private void start() {
        if (browser == null) {
            // The driver brings no browser, and must not download one.
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new LaunchOptions().setExecutablePath(PROGRAM).setArgs(OPTIONS));
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        List<Tab> opened = List.copyOf(tabs);
        tabs.clear();
        for (Tab tab : opened) {
            if (test.getExecutionException().isPresent()) {
                tab.picture("failed-" + test.getDisplayName().replaceAll("\\W", "") + "-" + opened.indexOf(tab));
            }
            tab.close();
        }
        for (Tab tab : opened) {
            assertThat(tab.errors()).as("errors in the console").isEmpty();
        }
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        if (playwright != null) {
            playwright.close();
            playwright = null;
            browser = null;
        }
    }
}
