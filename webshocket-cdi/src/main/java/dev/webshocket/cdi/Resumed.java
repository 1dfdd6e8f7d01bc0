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
 * Qualifies the CDI event that is fired when a client has resumed its connection on a new socket, after {@link Suspended},
 * or when this server has taken its session up from another one. Its payload is the {@link dev.webshocket.ClientConnection},
 * which has the attributes that it had before, and on the same server also the scoped beans.
 *
 * <p>The event is fired after the {@link dev.webshocket.OnResume} callbacks. The request scope and the scope of the
 * connection are active. An exception of an observer is logged, and later observers do not get the event.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD, TYPE})
public @interface Resumed {

    /** The annotation as an object, for {@code Event.select}. */
    final class Literal extends AnnotationLiteral<Resumed> implements Resumed {

        /** The only instance. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
