/**
 * The client: what waits to be sent and to be answered, the way back after a lost connection, and the forms in which an
 * application has calls, items and packets. It stands on the links and sessions of the core.
 */
package dev.webshocket.internal.client;
