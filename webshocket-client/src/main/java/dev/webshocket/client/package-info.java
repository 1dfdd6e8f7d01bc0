/**
 * The client of a Webshocket server. It calls methods, receives messages, and reconnects after a lost connection.
 *
 * <p>Start with {@link dev.webshocket.client.WebSocketClient}. It speaks MessagePack by the subprotocols {@code
 * webshocket.v2} and {@code webshocket.v1}, to servers in Java and in Python alike, over the JDK's WebSocket.
 */
package dev.webshocket.client;
