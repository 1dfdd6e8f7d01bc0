package dev.webshocket.cdi.servlet;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Looks up JNDI names of the application that the current thread runs in. */
final class JndiNames {

    private JndiNames() {}

    /**
     * Looks a name up.
     *
     * @param name a name that begins with {@code java:}, so that the look-up stays in the server
     * @param type the expected type
     * @return the object; empty if the server has none of this name
     */
    // Only names from untrusted sources are dangerous.
    @SuppressWarnings("BanJNDI")
    static <T> Optional<T> find(String name, Class<T> type) {
        try {
            Object found = InitialContext.doLookup(name);
            return Optional.of(type.cast(found));
        } catch (NamingException e) {
            return Optional.empty();
        }
    }
}
