package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link WebSocketHandler} once after a connection has ended, for whatever reason. The loss of a
 * socket from which the client may resume is not the end: see {@link OnSuspend}. Nor is the end of a server that hands its
 * sessions over, for which the application needs a store of sessions: where none takes a session up in time, it ends
 * without this call.
 *
 * <p>The method may take a {@link ClientConnection}, which still has its attributes, and a {@code
 * jakarta.websocket.CloseReason}; it must return {@code void}. It runs after the current sequential call has returned
 * and the streams have been cancelled; {@link Concurrent} and asynchronous calls continue, and may end after it. An
 * exception is logged.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnDisconnect {}
