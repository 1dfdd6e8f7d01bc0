package dev.webshocket.it.page;

import dev.webshocket.tyrus.WebSocketServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo's page on the demo's server. */
@Tag("slow")
class PageIT implements PartFeatures, ChatFeatures, LossFeatures, LooksFeatures, ScriptFeatures {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static WebSocketServer server;

    @BeforeAll
    static void start() {
        server = PageServer.start(0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public Chromium chromium() {
        return CHROMIUM;
    }

    @Override
    public URI page() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }
}
