package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link WebSocketHandler} once when a client has gone, however it went.
 *
 * <p>It may take a {@link ClientConnection}, whose attributes are still there, and a {@code
 * jakarta.websocket.CloseReason}, and must return {@code void}. It runs when the call that others wait for has returned
 * and the streams have been told to stop; {@link Concurrent} and asynchronous calls go on, and may end after it. An exception
 * is logged.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnDisconnect {}
