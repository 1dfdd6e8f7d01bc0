/**
 * Incoming and outgoing calls of a session, with the items of their streams; shared by server and client. It knows neither
 * handlers nor clients.
 */
package dev.webshocket.internal.calls;
