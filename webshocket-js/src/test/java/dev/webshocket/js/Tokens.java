package dev.webshocket.js;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcException;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes tokens of the form {@code name:role:seconds}, where the seconds until the end may be left out. */
final class Tokens implements CredentialCheck {

    @Override
    public CompletionStage<Identity> check(String token, ClientConnection connection) {
        String[] parts = token.split(":");
        if (parts.length < 2) {
            throw new RpcException("not a token: " + token);
        }
        Identity identity = Identity.of(parts[0], parts[1]);
        return CompletableFuture.completedFuture(
                parts.length == 2 ? identity : identity.until(Instant.now().plusSeconds(Long.parseLong(parts[2]))));
    }
}
