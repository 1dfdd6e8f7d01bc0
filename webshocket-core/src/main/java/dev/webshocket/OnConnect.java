package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link WebSocketHandler} when a client has connected, before any call of that client.
 *
 * <p>It may take a {@link ClientConnection}, must return {@code void}, and holds up the calls of its connection until it
 * has returned. An {@link RpcException} turns the client away: the connection is closed with 1008 and the exception's
 * message; any other exception closes it with 1011.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnConnect {}
