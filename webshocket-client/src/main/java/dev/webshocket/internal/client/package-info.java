/**
 * The client: what waits to be sent and to be answered, the way back after a lost connection, and the forms in which an
 * application has calls, items and packets. It sits on the bridge, which has the sessions.
 */
package dev.webshocket.internal.client;
