package dev.webshocket.it.page;

import dev.webshocket.demo.cluster.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo's page while its server is killed, and another one takes its place. */
class RestartIT implements RestartFeatures {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private ServerProcess server;

    @BeforeEach
    void start() throws IOException {
        server = launch(0);
    }

    private static ServerProcess launch(int port) throws IOException {
        return ServerProcess.launch(
                        PageServer.class,
                        Map.of("page.port", String.valueOf(port), "example.war", System.getProperty("example.war")),
                        List.of())
                .awaitListening();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public void end() {
        server.kill();
        server.onEnd().join();
    }

    @Override
    public void startAgain() throws IOException {
        server = launch(server.address().getPort());
    }

    @Override
    public Chromium chromium() {
        return CHROMIUM;
    }

    @Override
    public URI page() {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + "/");
    }
}
