package dev.webshocket.docs;

import dev.webshocket.cdi.security.IdentityStoreCheck;
import dev.webshocket.spi.extension.CredentialCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.security.enterprise.credential.BasicAuthenticationCredential;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;

public class PasswordCheck {

    // region produced
    @Produces
    @ApplicationScoped
    CredentialCheck check(IdentityStoreHandler stores) {
        return new IdentityStoreCheck(stores, BasicAuthenticationCredential::new); // Base64 of "name:password"
    }
    // endregion
}
