package dev.webshocket.it.page;

import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.page.Chromium.Window;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of the tutorial, used as the tutorial says. */
@ExtendWith(ArquillianExtension.class)
class BoardIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Deployment(testable = false)
    static WebArchive tutorial() {
        return Archives.tutorial();
    }

    @Test
    void aNoteIsShownInBothWindows() {
        Tab ada = open("Ada");
        Tab bob = open("Bob");
        add(ada, "Milk & bread");
        ChatFeatures.hears(ada.page().locator("#notes"), "Ada: Milk & bread");
        ChatFeatures.hears(bob.page().locator("#notes"), "Ada: Milk & bread");
        add(bob, "   ");
        ChatFeatures.hears(bob.page().locator("#status"), "A note needs a text");
    }

    /** Opens the board and says the name that it asks for; what is added after that is added by this name. */
    private static Tab open(String name) {
        Tab tab = CHROMIUM.empty(Window.PLAIN);
        AtomicBoolean asked = new AtomicBoolean();
        tab.page().onDialog(dialog -> {
            dialog.accept(name);
            asked.set(true);
        });
        tab.page().navigate(new Server("board").uri("http", "/").toString().replace("localhost", "127.0.0.1"));
        tab.page().waitForCondition(asked::get);
        return tab;
    }

    private static void add(Tab tab, String text) {
        tab.page().locator("#text").fill(text);
        tab.page().locator("#text").press("Enter");
    }
}
