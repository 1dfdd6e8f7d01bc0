package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.server.HandshakeRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The access to a handshake's request. The integration tests check which of its methods depend on the thread. */
class HandshakeTest {

    private final ThreadLocal<Boolean> inContext = ThreadLocal.withInitial(() -> false);

    /** Runs tasks as the servers' context services do. */
    private final Executor context = task -> {
        inContext.set(true);
        try {
            task.run();
        } finally {
            inContext.remove();
        }
    };

    /** Has the role "admin" on a thread in the handshake's context. */
    private final HandshakeRequest request = (HandshakeRequest) Proxy.newProxyInstance(
            HandshakeRequest.class.getClassLoader(),
            new Class<?>[] {HandshakeRequest.class},
            (proxy, method, args) -> switch (method.getName()) {
                case "getHeaders" -> Map.of();
                case "getUserPrincipal" -> (Principal) () -> "alice";
                case "isUserInRole" -> inContext.get() && args[0].equals("admin");
                default -> null;
            });

    @Test
    void rolesAreQueriedInItsContextOnAnyThread() {
        Roles roles = Handshake.of(request, () -> context).roles();

        assertThat(roles.include("admin")).isTrue();
        assertThat(roles.include("viewer")).isFalse();
    }
}
