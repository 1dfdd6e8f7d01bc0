package dev.webshocket.cdi;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a bean one instance for each connection, as typed session state.
 *
 * <p>The scope is active while a thread runs a call or callback of a connection. An instance is created once, at its
 * first use, and destroyed after the connection's disconnect callbacks. Use of such a bean elsewhere, or after the
 * connection has ended, throws {@link jakarta.enterprise.context.ContextNotActiveException}.
 *
 * <p>Several calls of a connection may run at the same time, so an instance must be thread-safe if the service has
 * concurrent calls. Instances are never passivated: a session that goes on at another server has new ones there.
 */
@NormalScope(passivating = false)
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface ConnectionScoped {}
