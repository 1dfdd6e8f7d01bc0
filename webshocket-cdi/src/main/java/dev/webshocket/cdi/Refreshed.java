package dev.webshocket.cdi;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Qualifies the CDI event that is fired when a client has refreshed its credential: section "Credentials" of the wire
 * protocol. Its payload is the {@link dev.webshocket.ClientConnection}, which has the new identity.
 *
 * <p>Observers take away what the new identity may no longer have, such as subscriptions:
 *
 * <pre>{@code
 * void refreshed(@Observes @Refreshed ClientConnection connection) {
 *     if (!connection.isInRole("staff")) {
 *         connection.unsubscribe("staff.news");
 *     }
 * }
 * }</pre>
 *
 * <p>The client learns which subscriptions are gone when the event is over. The event is fired on a thread for calls,
 * beside the calls of the connection; the next refresh waits for it. The request scope and the scope of the connection
 * are active. An exception of an observer is logged and closes the connection with 1011, since nobody knows then what the
 * client may still receive.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD, TYPE})
public @interface Refreshed {

    /** The annotation as an object, for {@code Event.select}. */
    final class Literal extends AnnotationLiteral<Refreshed> implements Refreshed {

        /** The only instance. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
