package dev.webshocket.cdi;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a bean one instance for each connection: session state with types.
 *
 * <p>The scope is active while a thread runs a call or callback of a connection. An instance is made when first used,
 * once however many calls ask for it at the same time, and destroyed after the connection's disconnect callbacks.
 * Elsewhere, and once the connection has ended, to use such a bean throws {@link
 * jakarta.enterprise.context.ContextNotActiveException}.
 *
 * <p>Several calls of a connection may run at the same time, so an instance has to be safe for use by several threads
 * where the connection's service has concurrent calls. Instances are never passivated.
 */
@NormalScope(passivating = false)
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface ConnectionScoped {}
