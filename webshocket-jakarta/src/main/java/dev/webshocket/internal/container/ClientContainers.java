package dev.webshocket.internal.container;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.ServiceLoader;

/**
 * Gives the containers that clients connect with, and knows what Jakarta WebSocket does not say of them. Found by {@link
 * ServiceLoader}; without, the one that {@link ContainerProvider} finds is used as it is. Safe for use by any thread.
 */
public interface ClientContainers {

    /**
     * Gives a container for one client.
     *
     * @param connectTimeout how long connecting may take, zero for as long as it likes
     * @param maxMessageBytes how long a message may be that it has to take
     * @return a container, which has a {@link HandshakeEndedException} among the causes of what it throws where a connection
     *     has ended too early and it knows why; nobody closes it
     * @throws IllegalStateException if there is none
     */
    WebSocketContainer container(Duration connectTimeout, int maxMessageBytes);

    /**
     * Finds with which status a server has refused a handshake.
     *
     * @param failure what {@link WebSocketContainer#connectToServer} threw
     * @return the HTTP status, or empty where it is not that or not known
     */
    OptionalInt refusal(Throwable failure);

    /**
     * Finds what gives the containers.
     *
     * @return the first that {@link ServiceLoader} finds beside this library, else one that asks {@link ContainerProvider}
     */
    static ClientContainers find() {
        return ServiceLoader.load(ClientContainers.class, ClientContainers.class.getClassLoader())
                .findFirst()
                .orElseGet(ProvidedContainers::new);
    }
}
