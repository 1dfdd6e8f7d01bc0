package dev.webshocket.it.app.directory;

import dev.webshocket.it.managed.TestUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The application's own users. */
@ApplicationScoped
public class Directory implements IdentityStore {

    /** Validates a name and password. Jakarta Security finds this method by its parameter type. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        return TestUser.OF_THE_APPLICATION.stream()
                .filter(user -> credential.compareTo(user.name(), user.password()))
                .findFirst()
                .map(user -> new CredentialValidationResult(user.name(), Set.of(user.role())))
                .orElse(CredentialValidationResult.INVALID_RESULT);
    }
}
