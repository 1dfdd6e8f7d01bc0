package dev.webshocket.demo;

import dev.webshocket.tyrus.WebSocketServer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Keeps one demo running for all test classes that use this extension. */
final class RunningDemo implements BeforeAllCallback {

    private static WebSocketServer server;

    static WebSocketServer server() {
        return server;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // The store closes it when all tests have run.
        server = context.getRoot()
                .getStore(Namespace.create(RunningDemo.class))
                .getOrComputeIfAbsent("server", key -> start(), WebSocketServer.class);
    }

    private static WebSocketServer start() {
        try {
            return new ServeCommand(0, false).start();
        } catch (SelfSignedKey.NotMadeException e) {
            throw new IllegalStateException(e);
        }
    }
}
