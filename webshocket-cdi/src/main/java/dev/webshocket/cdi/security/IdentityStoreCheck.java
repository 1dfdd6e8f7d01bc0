package dev.webshocket.cdi.security;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Checks credentials by the application's identity stores, as Jakarta Security does for HTTP. It is used without further
 * ado where the application has no {@link CredentialCheck}; then a store needs to accept {@link TokenCredential}. For
 * stores that accept another type, produce a bean of it:
 *
 * <pre>{@code
 * @Produces
 * @ApplicationScoped
 * CredentialCheck check(IdentityStoreHandler stores) {
 *     return new IdentityStoreCheck(stores, BasicAuthenticationCredential::new);
 * }
 * }</pre>
 *
 * <p>The caller's groups are its roles. A credential that no store validates is refused. Safe for use by any thread.
 */
public final class IdentityStoreCheck implements CredentialCheck {

    private final IdentityStoreHandler stores;
    private final Function<String, ? extends Credential> credentials;

    /**
     * Makes a check of {@link TokenCredential}.
     *
     * @param stores the application's
     */
    public IdentityStoreCheck(IdentityStoreHandler stores) {
        this(stores, TokenCredential::new);
    }

    /**
     * Makes a check of another type of credential.
     *
     * @param stores the application's
     * @param credentials makes a credential of what a client has sent; an exception refuses the client
     */
    public IdentityStoreCheck(IdentityStoreHandler stores, Function<String, ? extends Credential> credentials) {
        this.stores = Objects.requireNonNull(stores, "stores");
        this.credentials = Objects.requireNonNull(credentials, "credentials");
    }

    @Override
    public CompletionStage<Identity> check(String token, ClientConnection connection) {
        Credential credential = credentials.apply(token);
        try {
            CredentialValidationResult result = stores.validate(credential);
            Identity identity = result.getStatus() == Status.VALID
                    ? new Identity(result.getCallerPrincipal(), result.getCallerGroups(), end(credential))
                    : null;
            return CompletableFuture.completedFuture(identity);
        } finally {
            credential.clear();
        }
    }

    private static Instant end(Credential credential) {
        return credential instanceof TokenCredential token ? token.end() : null;
    }
}
