package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link WebSocketHandler} with each packet that is neither a call nor a cancellation.
 *
 * <p>The method may take a {@link ClientConnection} and a {@link dev.webshocket.packet.Packet}, and must return {@code
 * void}. A malformed packet arrives as a packet of source {@link dev.webshocket.packet.PacketSource#UNKNOWN} whose data
 * is the raw input. Packets and calls of a connection are handled in the order received. An exception is logged; the
 * connection stays open.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnReceive {}
