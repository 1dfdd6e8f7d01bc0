package dev.webshocket.it.page;

import org.junit.jupiter.api.Test;

/** A page while its server is away, and comes back without anything that it knew. */
public interface RestartFeatures extends DemoPage {

    /** Takes the server away. */
    void end() throws Exception;

    /** Lets a server come to the same address. */
    void startAgain() throws Exception;

    @Test
    default void thePageGoesOnWithTheNextServer() throws Exception {
        String room = ChatFeatures.newRoom();
        Tab ada = ChatFeatures.join(chromium(), page(), "Ada", room);
        Tab bob = ChatFeatures.join(chromium(), page(), "Bob", room);
        ChatFeatures.say(ada, "before the end");
        ChatFeatures.hasSaid(bob, "before the end");
        ada.loses();
        bob.loses();
        end();
        ada.awaitState("disconnected");
        bob.awaitState("disconnected");
        ChatFeatures.say(ada, "while nobody serves");

        startAgain();
        ada.awaitState("connected");
        bob.awaitState("connected");
        ada.show("connection");
        ada.awaitText("resumed", "no");
        ada.show("chat");
        ChatFeatures.hasSaid(bob, "before the end", "while nobody serves");
        ChatFeatures.say(bob, "after it");
        ChatFeatures.hasSaid(ada, "before the end", "while nobody serves", "after it");
        ChatFeatures.hears(ada.find("members"), "Bob");
        ada.choose("add");
        ada.argument("a", "10");
        ada.argument("b", "20");
        ada.call("done");
    }
}
