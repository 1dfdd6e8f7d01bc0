package dev.webshocket.docs;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

// region check
@ApplicationScoped
public class TokenCheck implements CredentialCheck {

    private record Login(String user, Set<String> roles, Instant end) {}

    private final Map<String, Login> logins = new ConcurrentHashMap<>(); // by token

    @Override
    public CompletionStage<Identity> check(String token, ClientConnection connection) {
        Login login = logins.get(token);
        return CompletableFuture.completedFuture(
                login == null ? null : new Identity(login.user(), login.roles(), login.end())); // null refuses
    }
    // endregion

    /** For the log-in page of the application. */
    void add(String token, String user, Set<String> roles, Instant end) {
        logins.put(token, new Login(user, roles, end));
    }
    // region check
}
// endregion
