/**
 * What an application, or a module for several servers, may replace: where subscriptions, attributes and the counts of rate
 * limits are kept. Each interface makes its default in memory by {@code inMemory}.
 */
package dev.webshocket.spi.extension;
