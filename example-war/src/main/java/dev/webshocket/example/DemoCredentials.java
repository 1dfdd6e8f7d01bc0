package dev.webshocket.example;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Believes whoever says {@code name:role:seconds}, such as {@code ada:staff:60}: for a demo alone. A real check asks who
 * issued the token.
 */
@ApplicationScoped
public class DemoCredentials implements CredentialCheck {

    private static final Pattern TOKEN = Pattern.compile("([^:]+):([^:]+):(\\d{1,9})");

    @Override
    public CompletionStage<Identity> check(String token, ClientConnection connection) {
        Matcher parts = TOKEN.matcher(token);
        return CompletableFuture.completedFuture(parts.matches() ? identity(parts) : null);
    }

    private static Identity identity(Matcher parts) {
        Instant end = Instant.now().plusSeconds(Long.parseLong(parts.group(3)));
        return new Identity(parts.group(1), List.of(parts.group(2)), end);
    }
}
