package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Promises that an {@link RpcMethod} never blocks, so that it can run on the container's thread.
 *
 * <p>It runs there if no other call of its connection runs or waits and its arguments take less than 256 KiB as Java
 * values. That saves the hand-over to another thread (about 20 microseconds). A method that breaks the promise, because
 * it waits for a lock, a database or another service, stalls every connection of the server.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NonBlocking {}
