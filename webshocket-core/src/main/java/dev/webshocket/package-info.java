/**
 * What an application uses: the annotations that make a bean a service, the connection that a call came over, and the
 * settings.
 */
package dev.webshocket;
