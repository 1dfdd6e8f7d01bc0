package dev.webshocket.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page does when its socket breaks. */
public interface LossFeatures extends DemoPage {

    /** A network between the page and the server that the test cuts. */
    private CuttingProxy network() {
        return CuttingProxy.to(page(), connection -> Fate.NONE);
    }

    /** Opens the page. At its end a test takes the network away before the page. */
    private Tab open(CuttingProxy network) {
        Tab tab = chromium().open(network.through(page()));
        tab.loses();
        return tab;
    }

    @Test
    default void aStreamGoesOnOverTheNextSocket() {
        try (CuttingProxy network = network()) {
            Tab tab = open(network);
            tab.show("connection");
            tab.click("count");
            tab.awaitCount("counter", "data-received", 10);
            network.cut(Cut.RST);
            tab.awaitText("resumed", "all");
            tab.awaitCount("counter", "data-received", 40);
            network.cut(Cut.FIN);
            tab.awaitCount("counter", "data-received", 70);
            tab.awaitAttribute("counter", "data-missing", "0");
            tab.click("count");
        }
    }

    @Test
    default void anUploadGoesOnOverTheNextSocket() {
        try (CuttingProxy network = network()) {
            Tab tab = open(network);
            tab.show("stream");
            tab.page().locator("#upload-n").fill("5000");
            tab.click("upload-start");
            tab.await("parseInt(document.querySelector('[data-test=upload-count]').textContent.replace(/\\D/g, '')) >"
                    + " 300");
            network.cut(Cut.RST);
            assertThat(tab.find("upload-result").textContent()).isEqualTo("–");
            tab.awaitText("upload-result", Pattern.compile("12[,.\\s]?502[,.\\s]?500"));
            tab.show("connection");
            tab.awaitText("resumed", "all");
        }
    }

    @Test
    default void whatIsSaidOfflineArrivesWhenTheNetworkIsBack() {
        String room = ChatFeatures.newRoom();
        try (CuttingProxy network = network()) {
            Tab ada = ChatFeatures.join(chromium(), network.through(page()), "Ada", room);
            Tab bob = ChatFeatures.join(chromium(), page(), "Bob", room);
            ChatFeatures.hears(ada.find("members"), "Bob");
            ada.loses();
            network.refuse(true);
            network.cut(Cut.RST);
            ada.page().evaluate("dispatchEvent(new Event('offline'))");
            ada.awaitState("disconnected");
            ChatFeatures.say(ada, "from the tunnel");
            ChatFeatures.say(bob, "are you there");
            ChatFeatures.hasSaid(bob, "are you there");
            network.refuse(false);
            ada.page().evaluate("dispatchEvent(new Event('online'))");
            ada.awaitState("connected");
            ChatFeatures.hasSaid(bob, "are you there", "from the tunnel");
            ChatFeatures.hasSaid(ada, "are you there", "from the tunnel");
        }
    }
}
