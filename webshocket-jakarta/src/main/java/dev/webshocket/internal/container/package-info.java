/** Finds the container with which a client connects. */
package dev.webshocket.internal.container;
