package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets calls of an {@link RpcMethod} run concurrently with the other calls of their connection.
 *
 * <p>Without it, a method that returns a value delays the next calls of the connection until it has returned. At most
 * {@link WebshocketSettings#concurrentCalls()} calls of a connection run at the same time; the others wait in order.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Concurrent {}
