package dev.webshocket.support;

import dev.webshocket.ClientConnection;
import java.lang.reflect.Proxy;

/** Makes connections without a client that have only an id; all other methods fail. */
public final class FakeConnections {

    private FakeConnections() {}

    public static ClientConnection of(String uid) {
        return (ClientConnection) Proxy.newProxyInstance(
                ClientConnection.class.getClassLoader(),
                new Class<?>[] {ClientConnection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "uid", "toString" -> uid;
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> uid.hashCode();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
