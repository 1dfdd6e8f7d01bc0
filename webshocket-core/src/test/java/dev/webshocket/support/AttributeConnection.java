package dev.webshocket.support;

import dev.webshocket.ClientConnection;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A connection without a client that has attributes, a user and an address; all other methods fail. */
public final class AttributeConnection {

    private AttributeConnection() {}

    public static ClientConnection with(Map<String, Object> attributes) {
        return of(attributes, null, Set.of(), null);
    }

    public static ClientConnection inRoles(String... roles) {
        return of(Map.of(), "someone", Set.of(roles), null);
    }

    /** Makes a connection of a user at an address, each of which may be null. */
    public static ClientConnection of(String user, String address) {
        return of(Map.of(), user, Set.of(), address);
    }

    private static ClientConnection of(Map<String, Object> attributes, String user, Set<String> roles, String address) {
        String uid = UUID.randomUUID().toString();
        Principal principal = () -> user;
        return (ClientConnection) Proxy.newProxyInstance(
                AttributeConnection.class.getClassLoader(),
                new Class<?>[] {ClientConnection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "get" -> attributes.get(arguments[0]);
                    case "has" -> attributes.containsKey(arguments[0]);
                    case "isInRole" -> roles.contains(arguments[0]);
                    case "principal" -> Optional.ofNullable(user).map(name -> principal);
                    case "remoteAddress" -> Optional.ofNullable(address);
                    case "uid", "toString" -> uid;
                    case "hashCode" -> uid.hashCode();
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
