package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link WebSocketHandler} when a connection has lost its socket and waits for the client to resume
 * it: section "Session" of version 2 of the wire protocol. Clients of version 1 cannot resume, so their connections end
 * with the socket, and only {@link OnDisconnect} is called.
 *
 * <p>The method may take a {@link ClientConnection}, whose {@link ClientConnection#isLinked()} tells whether the client
 * has resumed meanwhile, and a {@code jakarta.websocket.CloseReason} of the lost socket; it must return {@code void}. It
 * is called in turn with the calls of the connection: after those that arrived before the loss have started and the
 * sequential ones have returned. It alternates with {@link OnResume}. A client that loses its socket several times while
 * one call runs may cause fewer calls of both. Where the connection ends before its turn, only {@link OnDisconnect} is
 * called. An exception is logged.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnSuspend {}
