/**
 * The extension points for applications and for modules that connect several servers: the stores of subscriptions,
 * attributes and rate limits, whose method {@code inMemory} makes the default, and the interceptors of calls.
 */
package dev.webshocket.spi.extension;
