/**
 * One socket: whole messages in and out, and nothing of what they mean. A Jakarta session and the JDK's {@code WebSocket} are
 * links, and in tests a pipe.
 */
package dev.webshocket.internal.link;
