/**
 * Makes CDI beans with {@link dev.webshocket.WebSocketHandler} services: the portable extension, the scope {@link
 * dev.webshocket.cdi.ConnectionScoped}, and {@link dev.webshocket.cdi.CdiEnvironment}, through which a platform gets
 * what the engine needs.
 *
 * <p>Beans may inject {@link dev.webshocket.ClientConnection}, the connection of the call that runs on the thread;
 * {@link dev.webshocket.spi.extension.SessionStates}, {@link dev.webshocket.spi.extension.RateLimitBuckets} and {@link
 * dev.webshocket.WebshocketSettings}, any of which an application replaces by a bean of its own.
 */
package dev.webshocket.cdi;
