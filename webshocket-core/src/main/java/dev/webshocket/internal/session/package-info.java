/**
 * The layer between calls and links, shared by server and client: the send queue, pings, and the end of a session. It knows
 * links, but not calls.
 */
package dev.webshocket.internal.session;
