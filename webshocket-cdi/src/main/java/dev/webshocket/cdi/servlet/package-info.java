/**
 * Serves the handlers of a web application on a Jakarta EE server. The server finds {@link
 * dev.webshocket.cdi.servlet.WebshocketInitializer} by itself; applications do not need this package.
 */
package dev.webshocket.cdi.servlet;
