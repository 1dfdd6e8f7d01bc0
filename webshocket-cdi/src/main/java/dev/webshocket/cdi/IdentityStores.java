package dev.webshocket.cdi;

import dev.webshocket.cdi.security.IdentityStoreCheck;
import dev.webshocket.spi.extension.CredentialCheck;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;

/** Finds the identity stores of Jakarta Security, which need not be there. Stateless. */
final class IdentityStores {

    private IdentityStores() {}

    /** Returns the check by the application's identity stores; null if the server or the application has none. */
    static CredentialCheck check(BeanManager beans) {
        try {
            Instance<IdentityStoreHandler> stores = beans.createInstance().select(IdentityStoreHandler.class);
            return stores.isResolvable() ? new IdentityStoreCheck(stores.get()) : null;
        } catch (NoClassDefFoundError e) {
            return null;
        }
    }
}
