/**
 * The API for applications: the annotations that make a bean a service, the client's connection, channels, and the
 * settings.
 */
package dev.webshocket;
