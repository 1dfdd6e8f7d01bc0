package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link WebSocketHandler} when a client has connected, before any call of that client.
 *
 * <p>The method may take a {@link ClientConnection} and must return {@code void}. The calls of the connection wait
 * until it has returned. An {@link RpcException} refuses the client: it closes the connection with 1008 and the
 * exception's message. Any other exception closes it with 1011. For a session that this server takes up from another
 * one, {@link OnResume} is called instead.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnConnect {}
