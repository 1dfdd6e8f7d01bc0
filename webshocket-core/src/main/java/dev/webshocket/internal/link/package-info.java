/**
 * The layer of sockets: whole messages in and out, without their meaning. A Jakarta session and the JDK's {@code WebSocket} are
 * links, and in tests a pipe.
 */
package dev.webshocket.internal.link;
