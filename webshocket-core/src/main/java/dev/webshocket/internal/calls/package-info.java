/**
 * Calls over a session, the same at both ends: what becomes of a call that the other side has made, and of one that this side has
 * made, with the items of both. It knows neither handlers nor clients.
 */
package dev.webshocket.internal.calls;
