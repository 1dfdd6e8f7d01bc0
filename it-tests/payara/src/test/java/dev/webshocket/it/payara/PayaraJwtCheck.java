package dev.webshocket.it.payara;

import dev.webshocket.ClientConnection;
import dev.webshocket.cdi.security.IdentityStoreCheck;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import fish.payara.microprofile.jwtauth.eesecurity.SignedJWTCredential;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.auth.LoginConfig;
import org.eclipse.microprofile.jwt.JsonWebToken;

// region check
@ApplicationScoped
@LoginConfig(authMethod = "MP-JWT") // starts MicroProfile JWT in this application
public class PayaraJwtCheck implements CredentialCheck {

    @Inject
    IdentityStoreHandler stores; // one of them is Payara's for JWT

    @Override
    public CompletionStage<Identity> check(String token, ClientConnection connection) {
        return new IdentityStoreCheck(stores, SignedJWTCredential::new)
                .check(token, connection)
                .thenApply(identity -> identity == null ? null : identity.until(end(identity)));
    }

    private static Instant end(Identity identity) {
        return Instant.ofEpochSecond(((JsonWebToken) identity.principal()).getExpirationTime());
    }
}
// endregion
