package dev.webshocket.internal.redis.presence;

import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.support.PresenceStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** One server's presence on a real Redis. */
@Tag("slow")
@Timeout(300)
class RedisPresenceStoreTest extends PresenceStoreContract {

    private final RedisServer redis = RedisServer.start();
    private final PresenceServer server;

    RedisPresenceStoreTest() throws Exception {
        server = new PresenceServer(redis.url(), "one");
    }

    @Override
    protected PresenceStore store() {
        return server.store;
    }

    @Override
    protected Duration shortest() {
        return Duration.ofSeconds(2);
    }

    /** The time of Redis passes by itself. */
    @Override
    protected void pass() {}

    @AfterEach
    void stop() {
        server.close();
        redis.close();
    }
}
