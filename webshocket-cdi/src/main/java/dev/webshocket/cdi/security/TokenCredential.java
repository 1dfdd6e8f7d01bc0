package dev.webshocket.cdi.security;

import jakarta.security.enterprise.credential.Credential;
import java.time.Instant;
import java.util.Objects;

/**
 * A credential that a client has sent over the connection. An {@code IdentityStore} accepts it by a method with a
 * parameter of this type, which Jakarta Security finds by itself:
 *
 * <pre>{@code
 * public CredentialValidationResult validate(TokenCredential credential) { ... }
 * }</pre>
 *
 * <p>For use by one thread at a time.
 */
public final class TokenCredential implements Credential {

    private String token;
    private Instant end;

    /**
     * Makes a credential.
     *
     * @param token what the client has sent
     */
    public TokenCredential(String token) {
        this.token = Objects.requireNonNull(token, "token");
    }

    /**
     * Returns what the client has sent.
     *
     * @return any text, a secret; empty once the credential has been cleared
     */
    public String token() {
        return token;
    }

    /**
     * Sets the end of the credential, which a {@code CredentialValidationResult} cannot say. For the identity store.
     *
     * @param when null, the default, for a credential that does not end
     */
    public void endsAt(Instant when) {
        end = when;
    }

    /**
     * Returns the end of the credential.
     *
     * @return null if it does not end
     */
    public Instant end() {
        return end;
    }

    @Override
    public void clear() {
        token = "";
    }

    @Override
    public boolean isCleared() {
        return token.isEmpty();
    }

    /** Returns no part of the token. */
    @Override
    public String toString() {
        return "TokenCredential";
    }
}
