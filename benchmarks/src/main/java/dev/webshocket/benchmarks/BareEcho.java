package dev.webshocket.benchmarks;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;

/** The container alone, as its makers deliver it: an endpoint that sends each binary message back asynchronously. */
public final class BareEcho {

    private BareEcho() {}

    /** The endpoint. */
    public static final class EchoEndpoint extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>)
                    message -> session.getAsyncRemote().sendBinary(message, result -> {}));
        }
    }

    /**
     * Serves until it is killed, and prints the port.
     *
     * @param args none
     * @throws Exception if the container does not start
     */
    public static void main(String[] args) throws Exception {
        TyrusServerContainer container = (TyrusServerContainer) ServerContainerFactory.createServerContainer(Map.of());
        ((ServerContainer) container)
                .addEndpoint(ServerEndpointConfig.Builder.create(EchoEndpoint.class, "/ws")
                        .subprotocols(List.of("webshocket.v1"))
                        .build());
        container.start("/", 0);
        System.out.println("port " + container.getPort());
        Thread.currentThread().join();
    }
}
