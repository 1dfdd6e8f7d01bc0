package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.Per;
import dev.webshocket.internal.model.RateLimitModel;
import dev.webshocket.spi.extension.RateLimitKey;
import dev.webshocket.spi.extension.RateLimitOutcome;
import dev.webshocket.spi.extension.RateLimitRate;
import dev.webshocket.support.AttributeConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The bucket that counts a call. */
class RateLimiterTest {

    private static final RateLimitRate RATE = new RateLimitRate(5, Duration.ofMinutes(1));

    private final List<RateLimitKey> keys = new ArrayList<>();
    private final RateLimiter limiter = new RateLimiter((key, rate, connection) -> {
        keys.add(key);
        return CompletableFuture.completedFuture(RateLimitOutcome.TAKEN);
    });

    private RateLimitKey key(Per per, ClientConnection connection) {
        assertThat(limiter.take(new RateLimitModel("/ws#m", RATE, per, false), connection))
                .isCompletedWithValue(RateLimitOutcome.TAKEN);
        return keys.remove(0);
    }

    private final ClientConnection known = AttributeConnection.of("alice", "192.0.2.1");
    private final ClientConnection unknown = AttributeConnection.of(null, null);

    @Test
    void eachConnectionHasABucket() {
        assertThat(key(Per.CONNECTION, known)).isEqualTo(new RateLimitKey("/ws#m", Per.CONNECTION, known.uid()));
    }

    @Test
    void theConnectionsOfAUserShareABucket() {
        assertThat(key(Per.PRINCIPAL, known)).isEqualTo(new RateLimitKey("/ws#m", Per.PRINCIPAL, "alice"));
        assertThat(key(Per.PRINCIPAL, AttributeConnection.of("alice", "192.0.2.2")))
                .isEqualTo(key(Per.PRINCIPAL, known));
    }

    @Test
    void anAddressAndAnIpv6NetworkHaveABucket() {
        assertThat(key(Per.ADDRESS, known)).isEqualTo(new RateLimitKey("/ws#m", Per.ADDRESS, "192.0.2.1"));
        assertThat(key(Per.ADDRESS, AttributeConnection.of(null, "2001:db8:1:2:3:4:5:6")))
                .isEqualTo(new RateLimitKey("/ws#m", Per.ADDRESS, "2001:db8:1:2:0:0:0:0/64"));
    }

    @Test
    void allCallersShareABucket() {
        assertThat(key(Per.ENDPOINT, known)).isEqualTo(new RateLimitKey("/ws#m", Per.ENDPOINT, ""));
        assertThat(key(Per.ENDPOINT, unknown)).isEqualTo(key(Per.ENDPOINT, known));
    }

    @Test
    void unknownCallersAreCountedByConnection() {
        RateLimitKey own = new RateLimitKey("/ws#m", Per.CONNECTION, unknown.uid());
        assertThat(key(Per.PRINCIPAL, unknown)).isEqualTo(own);
        assertThat(key(Per.ADDRESS, unknown)).isEqualTo(own);
    }
}
