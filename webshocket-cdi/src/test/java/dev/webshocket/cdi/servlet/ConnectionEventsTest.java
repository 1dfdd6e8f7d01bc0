package dev.webshocket.cdi.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.cdi.Connected;
import dev.webshocket.cdi.ConnectionScoped;
import dev.webshocket.cdi.Disconnected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The CDI events of connections. */
class ConnectionEventsTest {

    @ConnectionScoped
    public static class Note {
        private volatile String text = "nothing";

        public String text() {
            return text;
        }

        public void write(String text) {
            this.text = text;
        }
    }

    @WebSocketHandler("/ws")
    public static class Handler {
        @OnConnect
        public void connected(ClientConnection connection) {
            connection.set("name", "alice");
        }

        @RpcMethod
        public String hello(ClientConnection connection) {
            return "hello " + connection.get("greeted by");
        }
    }

    @ApplicationScoped
    public static class Log {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        @Inject
        ClientConnection current;

        @Inject
        Note note;

        public void connected(@Observes @Connected ClientConnection connection) {
            connection.set("greeted by", "the log");
            note.write("seen");
            lines.add("connected " + connection.get("name") + ' ' + current.equals(connection));
        }

        public void disconnected(@Observes @Disconnected ClientConnection connection) {
            lines.add("disconnected " + connection.get("name") + ' ' + current.equals(connection) + ' ' + note.text());
        }

        public String next() throws InterruptedException {
            return lines.poll(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void areFiredInTheScopesOfTheConnection() throws Exception {
        try (WebApplication application =
                WebApplication.of(Handler.class, Log.class, Note.class).deploy()) {
            Log log = application.bean(Log.class);
            Client client = Client.connect(application.uri("/ws"));
            assertThat(client.call("hello")).contains("hello the log");
            assertThat(log.next()).isEqualTo("connected alice true");
            client.close();
            assertThat(log.next()).isEqualTo("disconnected alice true seen");
            application.undeploy();
        }
    }

    @Test
    void connectionsEndWithTheApplication() throws Exception {
        try (WebApplication application =
                WebApplication.of(Handler.class, Log.class, Note.class).deploy()) {
            Log log = application.bean(Log.class);
            Client client = Client.connect(application.uri("/ws"));
            client.call("hello");
            application.undeploy();
            assertThat(log.next()).isEqualTo("connected alice true");
            assertThat(log.next()).isEqualTo("disconnected alice true seen");
        }
    }
}
