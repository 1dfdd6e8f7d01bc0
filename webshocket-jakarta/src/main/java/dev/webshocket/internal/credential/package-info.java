/** Checks the credentials that clients send over the connection, and counts the time that is left of them. */
package dev.webshocket.internal.credential;
