package dev.webshocket.redis;

import dev.webshocket.internal.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where Redis is and how servers use it, read from the properties {@code webshocket.redis.*}. All servers of an application need the
 * same prefix, channels and entries. Immutable.
 *
 * @param hosts the hosts: of Redis, of its sentinels, or of some nodes of a Redis Cluster
 * @param tls whether connections use TLS; the certificate and its host name are verified
 * @param user the user; empty for the default user
 * @param password the password; empty for none
 * @param database the number of the database, 0 by default
 * @param sentinel the name of the master that sentinels watch; empty without sentinels
 * @param cluster whether it is a Redis Cluster
 * @param certificates a file in PEM format with the certificates to trust; empty for those that the JVM trusts
 * @param prefix begins the name of each key, {@code webshocket} by default
 * @param patience how long a command may wait for Redis, 5 seconds by default
 * @param channels patterns of the channels that cross servers even if they have no rule; {@code *} by default
 * @param entries how many messages a shard of the log keeps for servers that are behind, about; 20,000 by default
 */
public record RedisSettings(
        List<Host> hosts,
        boolean tls,
        Optional<String> user,
        Optional<String> password,
        int database,
        Optional<String> sentinel,
        boolean cluster,
        Optional<Path> certificates,
        String prefix,
        Duration patience,
        List<String> channels,
        int entries) {

    /**
     * A host and its port.
     *
     * @param name the name or the address
     * @param port the port
     */
    public record Host(String name, int port) {

        /** Returns both as they stand in a URL. */
        @Override
        public String toString() {
            return (name.indexOf(':') < 0 ? name : '[' + name + ']') + ':' + port;
        }
    }

    /**
     * Makes settings.
     *
     * @throws NullPointerException if a component is null
     */
    public RedisSettings {
        hosts = List.copyOf(hosts);
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(sentinel, "sentinel");
        Objects.requireNonNull(certificates, "certificates");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(patience, "patience");
        channels = List.copyOf(channels);
    }

    /**
     * Reads the settings.
     *
     * @param properties returns the value of a property; null if it is not set
     * @return empty if {@code webshocket.redis.url} is not set
     * @throws IllegalArgumentException with code 0401 if a value is wrong; the message names property, rule and cure, never the
     *     password
     */
    public static Optional<RedisSettings> read(UnaryOperator<String> properties) {
        return new RedisProperties(properties).read();
    }

    /** Returns the names of the properties that {@link #read} reads. */
    public static List<String> properties() {
        return RedisProperties.GROUP.settings().stream().map(Setting::property).toList();
    }

    /** Returns where Redis is, without user and password, for messages. */
    public String where() {
        String text = String.join(",", hosts.stream().map(Host::toString).toList());
        return sentinel.map(master -> master + " behind " + text).orElse(text);
    }

    /** Returns the settings as {@link #where} does: a password must not get into logs. */
    @Override
    public String toString() {
        return "RedisSettings[" + where() + ']';
    }
}
