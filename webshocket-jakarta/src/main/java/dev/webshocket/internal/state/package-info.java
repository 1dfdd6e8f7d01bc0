/** Keeps the attributes of connections, and sessions for other servers, in memory, and makes all stores in memory. */
package dev.webshocket.internal.state;
