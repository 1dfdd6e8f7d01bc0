/**
 * Warns applications that have this library without {@code webshocket-cdi}. Only CDI containers load this package, so
 * CDI may be missing.
 */
package dev.webshocket.internal.cdi;
