package dev.webshocket.internal.rpc;

import dev.webshocket.AddressRange;
import dev.webshocket.ClientConnection;
import dev.webshocket.Per;
import dev.webshocket.internal.model.RateLimitModel;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.RateLimitKey;
import dev.webshocket.spi.extension.RateLimitOutcome;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Counts calls in the buckets of their limits. Safe for use by any thread. */
final class RateLimiter {

    private final RateLimitBuckets buckets;

    RateLimiter(RateLimitBuckets buckets) {
        this.buckets = buckets;
    }

    /** Counts a call; tells, now or later, whether it is within its limit. */
    CompletableFuture<RateLimitOutcome> take(RateLimitModel limit, ClientConnection connection) {
        try {
            return buckets.tryTake(key(limit, connection), limit.rate(), connection)
                    .toCompletableFuture();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static RateLimitKey key(RateLimitModel limit, ClientConnection connection) {
        Optional<String> subject = switch (limit.per()) {
            case CONNECTION -> Optional.empty();
            case PRINCIPAL -> connection.principal().map(Principal::getName);
            case ADDRESS -> connection.remoteAddress().map(RateLimiter::network);
            case ENDPOINT -> Optional.of("");
        };
        return subject.map(of -> new RateLimitKey(limit.name(), limit.per(), of))
                .orElseGet(() -> new RateLimitKey(limit.name(), Per.CONNECTION, connection.uid()));
    }

    /** For IPv6 only the network prefix: any host can choose among 2^64 addresses. */
    private static String network(String address) {
        return address.indexOf(':') < 0
                ? address
                : AddressRange.of(address + "/64").toString();
    }
}
