package dev.webshocket.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.cluster.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo's page while its server is killed, and another one takes its place. */
class RestartIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static ServerProcess start(int port) throws IOException {
        return ServerProcess.launch(
                        PageServer.class,
                        Map.of("page.port", String.valueOf(port), "example.war", System.getProperty("example.war")),
                        List.of())
                .awaitListening();
    }

    @Test
    void thePageGoesOnWithTheNextServer() throws Exception {
        String room = ChatFeatures.newRoom();
        int port;
        Tab ada;
        Tab bob;
        try (ServerProcess server = start(0)) {
            port = server.address().getPort();
            URI page = URI.create("http://127.0.0.1:" + port + "/");
            ada = ChatFeatures.join(CHROMIUM, page, "Ada", room);
            bob = ChatFeatures.join(CHROMIUM, page, "Bob", room);
            ChatFeatures.say(ada, "before the end");
            ChatFeatures.hasSaid(bob, "before the end");
            ada.loses();
            bob.loses();
            server.kill();
            server.onEnd().join();
            ada.awaitState("disconnected");
            bob.awaitState("disconnected");
            ChatFeatures.say(ada, "while nobody serves");
        }
        try (ServerProcess next = start(port)) {
            assertThat(next.address().getPort()).isEqualTo(port);
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
}
