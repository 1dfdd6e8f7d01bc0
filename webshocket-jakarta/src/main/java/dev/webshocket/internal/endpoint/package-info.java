/** The only place that touches the container's sessions and endpoints: one connection, one writer, one endpoint a path. */
package dev.webshocket.internal.endpoint;
