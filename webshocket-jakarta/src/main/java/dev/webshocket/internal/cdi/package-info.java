/**
 * What applications are told that have this library without {@code webshocket-cdi}. CDI containers load it; elsewhere nothing
 * does, so that CDI need not be there.
 */
package dev.webshocket.internal.cdi;
