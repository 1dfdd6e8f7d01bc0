package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link WebSocketHandler} with each packet that is neither a call nor a cancellation.
 *
 * <p>It may take a {@link ClientConnection} and a {@link dev.webshocket.packet.Packet} and must return {@code void}.
 * Input that is no packet arrives as one of source {@link dev.webshocket.packet.PacketSource#UNKNOWN} whose data is the
 * raw input. Packets take their turn among the connection's calls, in the order received. An exception is logged and
 * leaves the connection open.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnReceive {}
