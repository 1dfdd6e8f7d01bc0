package dev.webshocket.internal.redis.presence;

import dev.webshocket.internal.redis.link.RedisKeys;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.internal.redis.log.RedisMessageLog;
import dev.webshocket.redis.RedisSettings;
import dev.webshocket.redis.support.Links;
import java.util.concurrent.TimeUnit;

/** What a server has of presence on Redis: the store, and the log that it follows. */
final class PresenceServer implements AutoCloseable {

    final RedisPresenceStore store;
    private final RedisLink link;
    private final RedisMessageLog log;

    PresenceServer(String url, String name) throws Exception {
        this(name, Links.settings(url, "patience", "50s"));
    }

    PresenceServer(String name, RedisSettings settings) throws Exception {
        link = Links.open(settings);
        RedisKeys keys = new RedisKeys(settings.prefix(), "test");
        log = new RedisMessageLog(link, keys, settings, name, channel -> true, Links.threads());
        store = new RedisPresenceStore(link, log, keys, name);
        log.start().get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        log.close();
        link.close();
    }
}
