package dev.webshocket.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of {@code webshocket.redis.url}. A {@link java.net.URI} knows no list of hosts. Immutable.
 *
 * @param hosts at least one
 * @param tls whether the scheme is rediss
 * @param user the user; empty for the default one
 * @param password the password; empty for none
 * @param database the number of the database, 0 without one
 */
record RedisUrl(
        List<RedisSettings.Host> hosts, boolean tls, Optional<String> user, Optional<String> password, int database) {

    private static final Pattern FORM =
            Pattern.compile("(rediss?)://(?:([^:@/]*):([^@/]*)@)?([^/?#@]+)(?:/(\\d{1,4})?)?");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s]+)(?::(\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65535;

    /**
     * Reads a URL.
     *
     * @param defaultPort the port of hosts without one
     * @throws IllegalArgumentException if it is none; the message does not show it, since it may have a password
     */
    static RedisUrl parse(String text, int defaultPort) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw wrong();
        }
        List<RedisSettings.Host> hosts = new ArrayList<>();
        for (String each : parts.group(4).split(",", -1)) {
            hosts.add(host(each, defaultPort));
        }
        return new RedisUrl(
                hosts,
                parts.group(1).equals("rediss"),
                decoded(parts.group(2)),
                decoded(parts.group(3)),
                parts.group(5) == null ? 0 : Integer.parseInt(parts.group(5)));
    }

    private static RedisSettings.Host host(String text, int defaultPort) {
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            throw wrong();
        }
        String name = host.group(1);
        int port = host.group(2) == null ? defaultPort : Integer.parseInt(host.group(2));
        if (port < 1 || port > HIGHEST_PORT) {
            throw wrong();
        }
        return new RedisSettings.Host(name.startsWith("[") ? name.substring(1, name.length() - 1) : name, port);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.ofNullable(text)
                    .filter(value -> !value.isEmpty())
                    .map(value -> URLDecoder.decode(value.replace("+", "%2B"), UTF_8));
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return RedisProperties.wrong(
                "redis.url",
                "redis://user:password@host:port/database, without what is not needed, or rediss:// for TLS; in user and password, %"
                        + " escapes special characters");
    }
}
