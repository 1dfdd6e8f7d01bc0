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
 * Qualifies the CDI event that a connection has ended; its payload is the {@link dev.webshocket.ClientConnection}, whose
 * attributes are still there.
 *
 * <p>Fired once for each connection for which {@link Connected} was, after the {@link dev.webshocket.OnDisconnect} callbacks,
 * also when the application stops, whose other beans still work then. The request scope and the scope of the connection are
 * active. What an observer throws is logged, and keeps later observers from being told.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD, TYPE})
public @interface Disconnected {

    /** The annotation as an object, for {@code Event.select}. */
    final class Literal extends AnnotationLiteral<Disconnected> implements Disconnected {

        /** The only one that is needed. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
