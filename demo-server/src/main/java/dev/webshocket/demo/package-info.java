/** Serves the example's handlers and page from a plain {@code main}, on the embedded server. */
package dev.webshocket.demo;
