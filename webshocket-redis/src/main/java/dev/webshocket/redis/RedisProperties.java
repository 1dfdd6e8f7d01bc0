package dev.webshocket.redis;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import dev.webshocket.internal.settings.SettingType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads {@link RedisSettings} from properties. Each property is declared here, once; the table in the documents comes from it.
 *
 * @param properties returns the value of a property; null if it is not set
 */
record RedisProperties(UnaryOperator<String> properties) {

    private static final Pattern PREFIX_FORM = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    private static final Setting<String> URL = text("redis.url", "", Bounds.none(), """
            Where Redis is: `redis://user:password@host:port/database`, of which only the host is needed, or `rediss://` for TLS.
            In user and password, `%` escapes special characters. With sentinels the hosts of these, for a Redis Cluster the hosts of
            some nodes, with commas between them. Without it there is one server""");

    private static final Setting<String> SENTINEL = text(
            "redis.sentinel",
            "",
            Bounds.none(),
            "The name of the master, if sentinels watch it. The default port is 26379 then");

    private static final Setting<Boolean> CLUSTER = new Setting<>(
            "redis.cluster",
            new SettingType<>("true or false", RedisProperties::flag, Object::toString),
            false,
            Bounds.none(),
            """
            Whether it is a Redis Cluster""");

    private static final Setting<String> CERTIFICATES = text(
            "redis.certificates",
            "",
            Bounds.none(),
            "A file in PEM format with the certificates to trust with `rediss://`; without it those that the JVM trusts");

    private static final Setting<String> PREFIX = text(
            "redis.prefix",
            "webshocket",
            Bounds.where(
                    "1 to 64 of `A-Z a-z 0-9 _ . : -`",
                    text -> PREFIX_FORM.matcher(text).matches()),
            "Begins the name of each key. The name of the application follows, the context path of a WAR");

    private static final Setting<Duration> PATIENCE = Setting.duration(
            "redis.patience",
            Duration.ofSeconds(5),
            Bounds.where(
                    "100ms to 1m", value -> value.toMillis() >= 100 && value.compareTo(Duration.ofMinutes(1)) <= 0),
            "How long what needs Redis waits for it, before it fails");

    private static final Setting<List<String>> CHANNELS = new Setting<>(
            "redis.channels",
            new SettingType<>(
                    "patterns with commas between them",
                    SettingType.<String>list("patterns", UnaryOperator.identity())
                            .parse(),
                    list -> String.join(",", list)),
            List.of("*"),
            Bounds.none(),
            """
            Patterns of the channels without a rule whose messages reach other servers, with commas between them. Channels with
            history or presence always do""");

    private static final Setting<Integer> ENTRIES =
            Setting.number("redis.entries", 20_000, Bounds.between(100, 10_000_000), """
            How many messages each of the 16 shards keeps, about, for servers that are behind. A server that was away for more of them
            tells its clients of a gap""");

    static final SettingGroup GROUP = new SettingGroup(
            "Redis", List.of(URL, SENTINEL, CLUSTER, CERTIFICATES, PREFIX, PATIENCE, CHANNELS, ENTRIES));

    private static Setting<String> text(String name, String value, Bounds<String> bounds, String description) {
        return new Setting<>(name, SettingType.TEXT, value, bounds, description);
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    Optional<RedisSettings> read() {
        if (value(URL).isEmpty()) {
            return Optional.empty();
        }
        Optional<String> sentinel = present(SENTINEL);
        boolean cluster = value(CLUSTER);
        RedisUrl url = RedisUrl.parse(value(URL), sentinel.isPresent() ? 26379 : 6379);
        if (cluster && (sentinel.isPresent() || url.database() != 0)) {
            throw wrong(CLUSTER.name(), "false with sentinels or with a database in the URL, but is true");
        }
        if (url.hosts().size() > 1 && !cluster && sentinel.isEmpty()) {
            throw wrong(
                    URL.name(),
                    "of one host, unless webshocket.redis.sentinel or webshocket.redis.cluster is set, but has "
                            + url.hosts().size());
        }
        return Optional.of(new RedisSettings(
                url.hosts(),
                url.tls(),
                url.user(),
                url.password(),
                url.database(),
                sentinel,
                cluster,
                present(CERTIFICATES).map(Path::of),
                value(PREFIX),
                value(PATIENCE),
                value(CHANNELS),
                value(ENTRIES)));
    }

    private Optional<String> present(Setting<String> setting) {
        return Optional.of(value(setting)).filter(text -> !text.isEmpty());
    }

    private <T> T value(Setting<T> setting) {
        String text = properties.apply(setting.property());
        if (text == null || text.isBlank()) {
            return setting.defaultValue();
        }
        T value;
        try {
            value = setting.type().parse().apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw wrong(setting.name(), setting.type().expected() + ", but is \"" + text + '"');
        }
        String violation = setting.bounds().violation().apply(value);
        if (violation != null) {
            throw wrong(setting.name(), violation + ", but is \"" + text + '"');
        }
        return setting.bounds().normalization().apply(value);
    }

    static IllegalArgumentException wrong(String name, String rule) {
        return new IllegalArgumentException("WEBSHOCKET-0401: " + Setting.PREFIX + name + " must be " + rule);
    }
}
