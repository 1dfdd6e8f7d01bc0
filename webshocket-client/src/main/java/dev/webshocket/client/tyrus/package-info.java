/** Tyrus as the container of the client; found by itself where this module is on the class path. */
package dev.webshocket.client.tyrus;
