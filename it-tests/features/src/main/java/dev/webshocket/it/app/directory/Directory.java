package dev.webshocket.it.app.directory;

import dev.webshocket.it.managed.TestUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The users that the application has of its own. */
@ApplicationScoped
public class Directory implements IdentityStore {

    /** Looks somebody up by name and password; found by its parameter's type. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        return TestUser.OF_THE_APPLICATION.stream()
                .filter(user -> credential.compareTo(user.name(), user.password()))
                .findFirst()
                .map(user -> new CredentialValidationResult(user.name(), Set.of(user.role())))
                .orElse(CredentialValidationResult.INVALID_RESULT);
    }
}
