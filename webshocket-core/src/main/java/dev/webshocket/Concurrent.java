package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a call of an {@link RpcMethod} run beside the other calls of its connection.
 *
 * <p>Without it a method that returns a value keeps the calls behind it waiting until it has returned. At most {@link
 * WebshocketSettings#concurrentCalls()} calls of a connection run at the same time; the rest wait in order.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Concurrent {}
