/** Gives a connection the messages that it has missed. */
package dev.webshocket.internal.recovery;
