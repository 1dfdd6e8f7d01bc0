/**
 * The layer between calls and links, the same at both ends: the send queue, pings, and the end of a session. It knows links, and
 * nothing of calls.
 */
package dev.webshocket.internal.session;
