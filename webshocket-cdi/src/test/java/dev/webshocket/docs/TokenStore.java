package dev.webshocket.docs;

import dev.webshocket.cdi.security.TokenCredential;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.time.Instant;
import java.util.Set;

// region store
@ApplicationScoped
public class TokenStore implements IdentityStore {

    public CredentialValidationResult validate(TokenCredential credential) {
        if (!credential.token().equals("letmein")) {
            return CredentialValidationResult.INVALID_RESULT;
        }
        credential.endsAt(Instant.now().plusSeconds(600)); // a result cannot say it
        return new CredentialValidationResult("ada", Set.of("staff"));
    }
}
// endregion
