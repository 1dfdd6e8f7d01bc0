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
 * Qualifies the CDI event that is fired when a client has connected. Its payload is the {@link
 * dev.webshocket.ClientConnection}:
 *
 * <pre>{@code
 * void greet(@Observes @Connected ClientConnection connection) { ... }
 * }</pre>
 *
 * <p>The event is fired for the connections of all handlers, after the {@link dev.webshocket.OnConnect} callbacks have
 * accepted the client and before its first call, which waits for the observers. The request scope and the scope of the
 * connection are active. An exception of an observer is logged; later observers do not get the event, but the client
 * stays connected. For a session that this server takes up from another one, {@link Resumed} is fired instead.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD, TYPE})
public @interface Connected {

    /** The annotation as an object, for {@code Event.select}. */
    final class Literal extends AnnotationLiteral<Connected> implements Connected {

        /** The only instance. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
