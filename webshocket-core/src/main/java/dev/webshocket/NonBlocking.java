package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Promises that an {@link RpcMethod} never blocks, so that it may run on the container's own thread.
 *
 * <p>It does so where no other call of its connection is running or waiting and its arguments take less than 256 KiB as
 * values, which saves the hand-over to another thread (about 20 microseconds). A method that breaks the promise, by waiting
 * for a lock, a database or another service, stalls every connection of the server.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NonBlocking {}
