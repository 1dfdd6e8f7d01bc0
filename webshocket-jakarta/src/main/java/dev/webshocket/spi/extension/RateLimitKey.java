package dev.webshocket.spi.extension;

import dev.webshocket.Per;

/**
 * Identifies the bucket that counts a call. All servers of an application use the same key for the same bucket.
 *
 * @param limit the name of the limit: the service's path and the method, or the class if its methods share the limit
 * @param per the calls that are counted together
 * @param subject the caller: the connection's {@code uid}, the user's name, the address (for IPv6 the first 64 bits, as
 *     {@code 2001:db8:0:0:0:0:0:0/64}), or the empty string for all callers
 */
public record RateLimitKey(String limit, Per per, String subject) {}
