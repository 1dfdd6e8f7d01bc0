package dev.webshocket.spi.extension;

import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The user whose credential a {@link CredentialCheck} has accepted. Immutable, if the principal is.
 *
 * @param principal the user, as {@link dev.webshocket.ClientConnection#principal()} returns it; it may be of a class of
 *     the application's, such as a JSON Web Token with its claims. Its name must not change while the session lives
 * @param roles the roles of the user, as {@link dev.webshocket.ClientConnection#isInRole} and {@code @RolesAllowed} know
 *     them
 * @param end when the credential ends; null for never. The client is to send a new one before; the server closes the
 *     connection with 4403 if none has been accepted 25 seconds after the end
 */
public record Identity(Principal principal, Set<String> roles, Instant end) {

    /**
     * Makes an identity.
     *
     * @throws NullPointerException if the principal, its name, the roles or one of them is null
     * @throws IllegalArgumentException if the principal's name is empty
     */
    public Identity {
        Objects.requireNonNull(principal, "principal");
        if (Objects.requireNonNull(principal.getName(), "the principal's name").isEmpty()) {
            throw new IllegalArgumentException("the principal's name is empty");
        }
        roles = Set.copyOf(roles);
    }

    /**
     * Makes the identity of a user by name.
     *
     * @param name the user's name
     * @param roles the user's roles; one that stands twice counts once
     * @param end when the credential ends; null for never
     * @throws NullPointerException if the name, the roles or one of them is null
     * @throws IllegalArgumentException if the name is empty
     */
    public Identity(String name, Collection<String> roles, Instant end) {
        this(new NamedPrincipal(name), Set.copyOf(roles), end);
    }

    /**
     * Makes the identity of a user by name, whose credential does not end.
     *
     * @param name the user's name
     * @param roles the user's roles; one that stands twice counts once
     * @return the identity
     * @throws NullPointerException if the name or a role is null
     * @throws IllegalArgumentException if the name is empty
     */
    public static Identity of(String name, String... roles) {
        return new Identity(name, List.of(roles), null);
    }

    /**
     * Returns this identity with another end.
     *
     * @param when when the credential ends; null for never
     * @return an identity with the same principal and roles
     */
    public Identity until(Instant when) {
        return new Identity(principal, roles, when);
    }

    /**
     * Returns the user's name.
     *
     * @return the name of the principal
     */
    public String name() {
        return principal.getName();
    }
}
