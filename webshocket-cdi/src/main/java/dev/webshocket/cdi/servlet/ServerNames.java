package dev.webshocket.cdi.servlet;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Looks up what a Jakarta EE server has for the application that the current thread works for. */
final class ServerNames {

    private ServerNames() {}

    /**
     * Looks a name up.
     *
     * @param name begins with {@code java:}, so that it never leaves the server
     * @param type what is expected there
     * @return empty where the server has no such thing
     */
    // What is dangerous about JNDI are names that come from outside.
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
