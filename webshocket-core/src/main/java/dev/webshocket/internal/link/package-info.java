/**
 * The socket layer: sends and receives whole messages without interpreting them. Links are a Jakarta session, the JDK's
 * {@code WebSocket}, and in tests a pipe.
 */
package dev.webshocket.internal.link;
