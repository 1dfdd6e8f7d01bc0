package dev.webshocket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a bean a real-time service: its {@link RpcMethod} methods can be called over a WebSocket at a path.
 *
 * <p>It is a CDI stereotype, so that the class needs no other annotation to be a bean. The scope is {@link
 * ApplicationScoped}, unless the class declares another; a {@code @Dependent} handler has one instance for each
 * connection.
 *
 * <p>Several classes may have the same path: together they are one service. Two of their methods with the same name are
 * a definition error.
 */
@Stereotype
@ApplicationScoped
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WebSocketHandler {

    /**
     * The path of the endpoint below the application's context root, a level-1 URI template as in Jakarta WebSocket
     * 2.1, section 3.1.1.
     *
     * @return a path that begins with a slash, for instance {@code /ws} or {@code /rooms/{room}}
     */
    String value();
}
