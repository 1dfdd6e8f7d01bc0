package dev.webshocket.spi.extension;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A session as a {@link SessionStore} keeps it. Immutable, except what the application does to the attributes' values.
 *
 * @param uid the connection's id
 * @param endpoint the path of its endpoint, with the values of its variables
 * @param subprotocol the name of the subprotocol
 * @param principal the name of its user; null for none
 * @param secrets hashes of the secrets that are good
 * @param attributes its attributes
 * @param subscriptions the names and patterns that it has subscribed to
 * @param presenceInfo what it tells of its member in channels with presence, as a plain value; null for nothing
 */
public record StoredSession(
        String uid,
        String endpoint,
        String subprotocol,
        String principal,
        List<String> secrets,
        Map<String, Object> attributes,
        Set<String> subscriptions,
        Object presenceInfo) {

    /**
     * Makes a session.
     *
     * @throws NullPointerException if an element of a collection is null
     */
    public StoredSession {
        secrets = List.copyOf(secrets);
        attributes = Map.copyOf(attributes);
        subscriptions = Set.copyOf(subscriptions);
    }

    /** Omits secrets and attributes. */
    @Override
    public String toString() {
        return "session " + uid + " at " + endpoint;
    }
}
