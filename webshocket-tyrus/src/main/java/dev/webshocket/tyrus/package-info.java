/**
 * Runs Webshocket in a plain {@code main}, without an application server: {@link dev.webshocket.tyrus.WebSocketServer}
 * starts Tyrus on Grizzly, and Weld for the beans.
 */
package dev.webshocket.tyrus;
