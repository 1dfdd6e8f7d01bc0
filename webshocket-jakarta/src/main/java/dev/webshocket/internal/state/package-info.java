/** Keeps the attributes of connections in memory, and makes all stores in memory. */
package dev.webshocket.internal.state;
