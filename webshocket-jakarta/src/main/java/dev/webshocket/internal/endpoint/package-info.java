/**
 * The only package that uses the container's sessions and endpoints. Each connection has one writer, and each path one
 * endpoint.
 */
package dev.webshocket.internal.endpoint;
