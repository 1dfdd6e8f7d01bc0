package dev.webshocket.it.page;

import dev.webshocket.demo.cluster.ServerProcess;
import dev.webshocket.it.Archives;
import dev.webshocket.it.embedded.ArchiveClasses;
import dev.webshocket.tyrus.WebSocketServer;
import java.io.IOException;

/** The demo's service and page, as a server that can be killed. */
final class PageServer {

    private PageServer() {}

    /** Starts one in this process. */
    static WebSocketServer start(int port) {
        return demo().serveBy(WebSocketServer.builder())
                .host("127.0.0.1")
                .port(port)
                .classPathContent()
                .shutdownHook(false)
                .start();
    }

    private static ArchiveClasses demo() {
        try {
            return ArchiveClasses.of(Archives.example());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Serves until the parent process ends it.
     *
     * @param arguments the port; 0 for any
     */
    public static void main(String[] arguments) throws IOException {
        WebSocketServer server = start(Integer.getInteger("page.port", 0));
        ServerProcess.serve(server.port());
        System.exit(0);
    }
}
