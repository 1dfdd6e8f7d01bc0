/**
 * What web applications are told that have this library without {@code webshocket-cdi}. Servlet containers load it; elsewhere
 * nothing does, so that Jakarta Servlet need not be there.
 */
package dev.webshocket.internal.servlet;
