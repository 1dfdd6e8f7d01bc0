package dev.webshocket.internal.redis.log;

import dev.webshocket.redis.support.Clusters;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.MessageLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The log on a real Redis. */
@Tag("slow")
class RedisLogContractTest extends MessageLogContract {

    private final RedisServer redis = RedisServer.start();
    private Cluster cluster;

    @Override
    MessageLog open() {
        cluster = Clusters.open(redis);
        return cluster.messages();
    }

    @AfterEach
    void closeCluster() {
        cluster.close();
        redis.close();
    }
}
