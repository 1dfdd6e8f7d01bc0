package dev.webshocket.internal.model;

import dev.webshocket.Per;
import dev.webshocket.spi.extension.RateLimitRate;

/**
 * What bounds the calls of a method.
 *
 * @param name tells the limit from all others of the application; methods that share one have the same
 * @param rate what a bucket lets through
 * @param per whose calls are counted together
 * @param disconnect whether a client that exceeds it is cut off
 */
public record RateLimitModel(String name, RateLimitRate rate, Per per, boolean disconnect) {}
