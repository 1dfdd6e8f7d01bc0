package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link WebSocketHandler} once when a client has gone, however it went.
 *
 * <p>It may take a {@link ClientConnection}, whose attributes are still there, and a {@link
 * jakarta.websocket.CloseReason}, and must return {@code void}. It runs after the connection's last call has returned or
 * has been told to stop. An exception is logged.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnDisconnect {}
