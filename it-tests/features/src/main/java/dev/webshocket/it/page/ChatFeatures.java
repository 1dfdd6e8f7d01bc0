package dev.webshocket.it.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Visitors who talk to each other. Each test has a room of its own. */
public interface ChatFeatures extends DemoPage {

    /** Returns a room that nobody is in. */
    static String newRoom() {
        return "room." + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Opens the page and joins a room. */
    static Tab join(Chromium chromium, URI page, String name, String room) {
        Tab tab = chromium.open(page);
        join(tab, name, room);
        return tab;
    }

    /** Joins a room. */
    static void join(Tab tab, String name, String room) {
        tab.show("chat");
        tab.fill("nick", name);
        tab.fill("room", room);
        tab.click("join");
        hears(tab.find("members"), name);
    }

    /** Waits until an element has a text in it. */
    static void hears(Locator element, String text) {
        assertThat(element).containsText(text, new ContainsTextOptions().setTimeout(Tab.PATIENCE));
    }

    /** Says something in the room. */
    static void say(Tab tab, String text) {
        tab.fill("message", text);
        tab.click("send");
    }

    /** Waits until these messages are there, each once, and no other. */
    static void hasSaid(Tab tab, String... texts) {
        Locator said = tab.find("messages").locator("li[data-kind=said]");
        for (String text : texts) {
            hears(tab.find("messages"), text);
            assertThat(said.filter(new Locator.FilterOptions().setHasText(text)))
                    .hasCount(1, new HasCountOptions().setTimeout(Tab.PATIENCE));
        }
        assertThat(said).hasCount(texts.length, new HasCountOptions().setTimeout(Tab.PATIENCE));
    }

    private Tab joins(String name, String room) {
        return join(chromium(), page(), name, room);
    }

    @Test
    default void chat_twoTalkAndSeeEachOther() {
        String room = newRoom();
        Tab ada = joins("Ada", room);
        Tab bob = joins("Bob", room);
        hears(ada.find("members"), "Bob");
        hears(bob.find("members"), "Ada");
        say(ada, "Good morning");
        hasSaid(bob, "Good morning");
        say(bob, "Hello Ada");
        hasSaid(ada, "Good morning", "Hello Ada");
        bob.close();
        assertThat(ada.find("members").locator("li")).hasCount(1, new HasCountOptions().setTimeout(Tab.PATIENCE));
    }

    @Test
    default void chat_whoComesLaterReadsWhatWasSaid() {
        String room = newRoom();
        Tab ada = joins("Ada", room);
        say(ada, "first words");
        say(ada, "second words");
        hasSaid(ada, "first words", "second words");
        Tab bob = joins("Bob", room);
        hasSaid(bob, "first words", "second words");
    }

    @Test
    default void chat_showsWhoIsTyping() {
        String room = newRoom();
        Tab ada = joins("Ada", room);
        Tab bob = joins("Bob", room);
        hears(ada.find("members"), "Bob");
        bob.find("message").pressSequentially("wait a mo");
        hears(ada.find("typing"), "Bob");
        bob.find("message").press("Enter");
        hasSaid(ada, "wait a mo");
        assertThat(ada.find("typing")).not().containsText("Bob");
    }
}
