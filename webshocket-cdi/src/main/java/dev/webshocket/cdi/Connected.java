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
 * Qualifies the CDI event that a client has connected; its payload is the {@link dev.webshocket.ClientConnection}:
 *
 * <pre>{@code
 * void greet(@Observes @Connected ClientConnection connection) { ... }
 * }</pre>
 *
 * <p>Fired for the connections of all handlers, after their {@link dev.webshocket.OnConnect} callbacks have let the client
 * in and before its first call, which waits for the observers. The request scope and the scope of the connection are active.
 * What an observer throws is logged, and keeps later observers from being told, but not the client from staying.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD, TYPE})
public @interface Connected {

    /** The annotation as an object, for {@code Event.select}. */
    final class Literal extends AnnotationLiteral<Connected> implements Connected {

        /** The only one that is needed. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
