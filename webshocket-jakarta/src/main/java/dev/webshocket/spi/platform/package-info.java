/**
 * The SPI for platforms, which find the handlers, provide their instances and scopes, run their calls and store their
 * state. {@code webshocket-cdi} and {@code webshocket-tyrus} are platforms.
 *
 * <p>{@link dev.webshocket.spi.platform.WebshocketEngine#create} takes these parts and returns the engine.
 */
package dev.webshocket.spi.platform;
