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
 * Qualifies the CDI event that is fired when a connection has ended. Its payload is the {@link
 * dev.webshocket.ClientConnection}, which still has its attributes.
 *
 * <p>The event is fired once for each connection for which {@link Connected} was, or {@link Resumed} on another server than that, after the {@link
 * dev.webshocket.OnDisconnect} callbacks. That includes connections that end when the application stops, unless
 * their sessions are handed over to another server; its other beans can still be used then. The request scope and the scope of the connection are active. An exception of an
 * observer is logged, and later observers do not get the event.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD, TYPE})
public @interface Disconnected {

    /** The annotation as an object, for {@code Event.select}. */
    final class Literal extends AnnotationLiteral<Disconnected> implements Disconnected {

        /** The only instance. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
