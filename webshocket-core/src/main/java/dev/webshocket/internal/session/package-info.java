/**
 * What lies between a call and a socket, the same at both ends: the queue of what is to be sent, the watch over the other side, and
 * the end. It knows links, and nothing of calls.
 */
package dev.webshocket.internal.session;
