/**
 * Turns CDI beans with {@link dev.webshocket.WebSocketHandler} into services: the portable extension, the scope {@link
 * dev.webshocket.cdi.ConnectionScoped}, and {@link dev.webshocket.cdi.CdiEnvironment}, which makes the engine's
 * environment for a platform.
 *
 * <p>Beans may inject {@link dev.webshocket.ClientConnection}, the connection of the current thread's call; {@link
 * dev.webshocket.Channels}; {@link dev.webshocket.Connections}; {@link dev.webshocket.spi.extension.SessionStates}, {@link
 * dev.webshocket.spi.extension.RateLimitBuckets} and {@link dev.webshocket.WebshocketSettings}, each of which an
 * application can replace with a bean of its own.
 */
package dev.webshocket.cdi;
