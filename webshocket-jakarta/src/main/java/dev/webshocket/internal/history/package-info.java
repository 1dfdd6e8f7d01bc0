/** Keeps the messages of channels with history in memory. */
package dev.webshocket.internal.history;
