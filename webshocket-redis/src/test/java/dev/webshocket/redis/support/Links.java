package dev.webshocket.redis.support;

import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.redis.RedisSettings;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/** Links of tests to a Redis. Stateless. */
public final class Links {

    private Links() {}

    /** Returns the settings for a Redis, with more properties, such as {@code patience}, {@code 1s}. */
    public static RedisSettings settings(String url, String... more) {
        Map<String, String> properties = new java.util.HashMap<>(Map.of("webshocket.redis.url", url));
        for (int i = 0; i < more.length; i += 2) {
            properties.put("webshocket.redis." + more[i], more[i + 1]);
        }
        return RedisSettings.read(properties::get).orElseThrow();
    }

    /** Opens a link, which the test closes. */
    public static RedisLink open(RedisSettings settings) {
        return new RedisLink(settings, threads());
    }

    /** Returns what makes daemon threads. */
    public static ThreadFactory threads() {
        return action -> {
            Thread thread = new Thread(action);
            thread.setDaemon(true);
            return thread;
        };
    }
}
