package dev.webshocket.internal.credential;

import dev.webshocket.spi.extension.Identity;
import java.security.Principal;
import java.time.Instant;

/**
 * A credential that has been accepted. Immutable.
 *
 * @param identity whose it is
 * @param expiry when it ends
 */
public record Credential(Identity identity, Expiry expiry) {

    /** The role of every user: Jakarta Servlet 6.0, section 13.3. */
    private static final String EVERY_USER = "**";

    /** Accepts an identity now. */
    public static Credential of(Identity identity) {
        return new Credential(identity, Expiry.of(identity.end(), Instant.now(), System.nanoTime()));
    }

    public Principal principal() {
        return identity.principal();
    }

    /** Tells whether the user has a role. */
    public boolean includes(String role) {
        return identity.roles().contains(role) || role.equals(EVERY_USER);
    }
}
