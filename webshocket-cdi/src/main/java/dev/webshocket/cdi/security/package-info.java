/**
 * Checks the credentials that clients send over the connection by the identity stores of Jakarta Security. The server
 * need not have Jakarta Security; then this package is not used.
 */
package dev.webshocket.cdi.security;
