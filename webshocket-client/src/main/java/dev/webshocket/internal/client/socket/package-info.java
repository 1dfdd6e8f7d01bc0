/** The JDK's {@link java.net.http.WebSocket} as a link, and the handshakes that lead to one. */
package dev.webshocket.internal.client.socket;
