package dev.webshocket.support;

import dev.webshocket.ClientConnection;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** Makes connections without a client that have only an id, and no user; all other methods fail. */
public final class FakeConnections {

    private FakeConnections() {}

    public static ClientConnection of(String uid) {
        return (ClientConnection) Proxy.newProxyInstance(
                ClientConnection.class.getClassLoader(),
                new Class<?>[] {ClientConnection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "uid", "toString" -> uid;
                    case "principal" -> Optional.empty();
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> uid.hashCode();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
