package dev.webshocket.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a method of an interface for {@link WebSocketClient#proxy} that running it twice does no harm, so that a call
 * which is in flight when the connection breaks is sent again after reconnecting, as {@link RpcCall#idempotent} says.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Idempotent {}
