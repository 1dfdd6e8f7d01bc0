/**
 * Where a platform plugs in: what finds the handlers, gives their instances and scopes, runs their calls and keeps
 * their state. {@code webshocket-cdi} and {@code webshocket-tyrus} are such platforms.
 *
 * <p>{@link dev.webshocket.spi.platform.WebshocketEngine#create} takes all of it and gives the running services.
 */
package dev.webshocket.spi.platform;
