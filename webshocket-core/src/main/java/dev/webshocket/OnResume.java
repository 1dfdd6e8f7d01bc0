package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link WebSocketHandler} when a client has resumed its connection on a new socket, after {@link
 * OnSuspend}; and when this server has taken the client's session up from another one, or from itself before a restart, in
 * place of {@link OnConnect}.
 *
 * <p>The method may take a {@link ClientConnection}, which has the attributes and the subscriptions that it had before,
 * and must return {@code void}. It is called in turn with the calls of the connection, before those that arrive on the
 * new socket. An exception is logged.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnResume {}
