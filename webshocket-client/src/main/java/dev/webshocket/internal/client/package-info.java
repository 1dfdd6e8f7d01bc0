/**
 * The client: its outgoing and unanswered messages, the reconnection, and the application's calls, items and packets.
 * It builds on the links and sessions of the core.
 */
package dev.webshocket.internal.client;
