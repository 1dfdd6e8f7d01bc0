/**
 * The client of a Webshocket server: calls its methods, receives what it sends, and comes back after a lost connection.
 *
 * <p>{@link dev.webshocket.client.WebSocketClient} is where to begin. It speaks MessagePack by the subprotocol {@code
 * webshocket.v1}, to servers in Java and in Python alike, over the JDK's
 * WebSocket.
 */
package dev.webshocket.client;
