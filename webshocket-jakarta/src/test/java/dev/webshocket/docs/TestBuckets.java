package dev.webshocket.docs;

import dev.webshocket.spi.extension.RateLimitBuckets;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.atomic.AtomicLong;

// region clock
@ApplicationScoped
public class TestBuckets {

    static final AtomicLong NANOS = new AtomicLong(); // a minute later: NANOS.addAndGet(60_000_000_000L)

    @Produces
    @ApplicationScoped
    @Alternative
    @Priority(1)
    RateLimitBuckets buckets() {
        return RateLimitBuckets.inMemory(1000, NANOS::get);
    }
}
// endregion
