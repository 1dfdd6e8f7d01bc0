package dev.webshocket.internal.model;

import dev.webshocket.RateLimit;
import dev.webshocket.spi.extension.RateLimitRate;
import java.util.Optional;

/**
 * A valid {@link RateLimit}.
 *
 * @param annotation the annotation
 * @param rate its rate
 * @param type the annotated class; empty for a method
 */
record DeclaredLimit(RateLimit annotation, RateLimitRate rate, Optional<Class<?>> type) {

    /** Makes the limit of the method that is exposed under this name at this path. */
    RateLimitModel of(String path, String method) {
        String name = type.filter(t -> annotation.shared())
                .map(t -> path + ' ' + t.getName())
                .orElse(path + '#' + method);
        return new RateLimitModel(name, rate, annotation.per(), annotation.disconnectOnLimitExceeded());
    }
}
