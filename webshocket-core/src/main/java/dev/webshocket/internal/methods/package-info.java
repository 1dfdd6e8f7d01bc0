/**
 * Methods that the other side may call, read from their annotations and signatures, and the binding of a call's arguments to
 * them; shared by server and client. It knows neither handlers nor clients.
 */
package dev.webshocket.internal.methods;
