package dev.webshocket.it.wildfly;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcException;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.jwt.JsonWebToken;

// region check
@ApplicationScoped
public class WildFlyJwtCheck implements CredentialCheck {

    @Inject
    JWTParser parser; // of SmallRye JWT, which is WildFly's

    @Override
    public CompletionStage<Identity> check(String token, ClientConnection connection) {
        try {
            JsonWebToken jwt = parser.parse(token);
            Instant end = Instant.ofEpochSecond(jwt.getExpirationTime());
            return CompletableFuture.completedFuture(new Identity(jwt, jwt.getGroups(), end));
        } catch (ParseException e) {
            throw new RpcException("the token is not valid", e);
        }
    }
}
// endregion
