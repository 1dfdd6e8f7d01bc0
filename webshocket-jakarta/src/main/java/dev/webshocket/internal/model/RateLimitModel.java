package dev.webshocket.internal.model;

import dev.webshocket.Per;
import dev.webshocket.spi.extension.RateLimitRate;

/**
 * The rate limit of a method. Immutable.
 *
 * @param name the name of the limit, unique in the application; methods that share a limit have the same
 * @param rate the rate of a bucket
 * @param per the calls that are counted together
 * @param disconnect whether to disconnect a client that exceeds the limit
 */
public record RateLimitModel(String name, RateLimitRate rate, Per per, boolean disconnect) {}
