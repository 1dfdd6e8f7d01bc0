package dev.webshocket.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a {@link WebSocketClient#proxy} interface as safe to run twice. A call in flight when the
 * connection breaks is then sent again after reconnecting, as with {@link RpcCall#idempotent}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Idempotent {}
