package dev.webshocket.spi.extension;

import dev.webshocket.Per;

/**
 * Which bucket a call is counted in. Every server of an application gives the same bucket the same key.
 *
 * @param limit names the limit: the service's path and the method, or the class that the limit is shared by
 * @param per whose calls are counted together
 * @param subject whose they are: the connection's {@code uid}, the user's name, the address (of IPv6 the first 64 bits, as
 *     {@code 2001:db8:0:0:0:0:0:0/64}), or the empty string for all
 */
public record RateLimitKey(String limit, Per per, String subject) {}
