package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.client.WebSocketClient;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.relay.RelayHandler;
import dev.webshocket.it.app.relay.RelayHandler.Parcel;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The project's Java client inside an application, with the server's JSON-B. */
@ExtendWith(ArquillianExtension.class)
class InnerClientIT {

    private static final String NAME = "inner-client";

    @Deployment(testable = false)
    static WebArchive relay() {
        return Archives.war(NAME)
                .addPackage(RelayHandler.class.getPackage())
                .addAsLibrary(Archives.libraryOf(WebSocketClient.class));
    }

    @Test
    void callsAndStreams() {
        String uri = new Server(NAME).uri("ws", "/relay").toString();
        try (WebSocketClient client = WebSocketClient.connect(new Server(NAME).uri("ws", "/relay"))) {
            assertThat(client.call("relay", Parcel.class, uri, "book", 3)).isEqualTo(new Parcel("book", 3));
            assertThat(client.call("relay_count", Integer[].class, uri, 3)).containsExactly(1, 2, 3);
        }
    }
}
