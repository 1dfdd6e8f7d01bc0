package dev.webshocket.internal.channel;

import dev.webshocket.ChannelPresence;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Recipients;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.packet.Packet;
import dev.webshocket.spi.extension.ChannelRegistry;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;

/** Publishes to the connections of one engine, or of one of its endpoints. Immutable; safe for use by any thread. */
public final class EngineChannels implements Channels {

    private final ChannelRegistry registry;
    private final Receivers connections;
    private final SortedSet<String> paths;
    private final ChannelLimits limits;
    private final EnginePresence presence;
    private final SampledLog log;
    /** Null for all endpoints. */
    private final String endpoint;

    /**
     * Makes the channels of all endpoints.
     *
     * @param registry has the subscribers, which must be {@link Receiver}s
     * @param connections of the engine
     * @param paths of all endpoints
     * @param limits the bounds
     * @param presence tells who is present
     * @param log logs conditions that fail
     */
    public EngineChannels(
            ChannelRegistry registry,
            Receivers connections,
            SortedSet<String> paths,
            ChannelLimits limits,
            EnginePresence presence,
            SampledLog log) {
        this(registry, connections, paths, limits, presence, log, null);
    }

    private EngineChannels(
            ChannelRegistry registry,
            Receivers connections,
            SortedSet<String> paths,
            ChannelLimits limits,
            EnginePresence presence,
            SampledLog log,
            String endpoint) {
        this.log = log;
        this.registry = registry;
        this.connections = connections;
        this.paths = paths;
        this.limits = limits;
        this.presence = presence;
        this.endpoint = endpoint;
    }

    @Override
    public int publish(String channel, Object data, Recipients recipients) {
        Objects.requireNonNull(recipients, "recipients");
        limits.checkName(channel);
        Selection selection = new Selection(endpoint, recipients, log);
        for (ClientConnection subscriber : registry.subscribers(channel)) {
            // In an EAR several web applications may share a registry, but not their subscribers.
            if (connections.all().contains(subscriber)) {
                selection.offer((Receiver) subscriber);
            }
        }
        return new SharedMessage(Packet.channel(channel, data)).pushTo(selection.receivers());
    }

    @Override
    public int publish(Collection<String> channels, Object data, Recipients recipients) {
        Set<String> distinct = new LinkedHashSet<>(channels);
        distinct.forEach(limits::checkName);
        int queued = 0;
        for (String channel : distinct) {
            queued += publish(channel, data, recipients);
        }
        return queued;
    }

    @Override
    public int broadcast(Object data, Recipients recipients) {
        Objects.requireNonNull(recipients, "recipients");
        Selection selection = new Selection(endpoint, recipients, log);
        for (Receiver connection : connections.all()) {
            if (connection.isListening()) {
                selection.offer(connection);
            }
        }
        return new SharedMessage(Packet.broadcast(data)).pushTo(selection.receivers());
    }

    @Override
    public int toUser(String name, Object data) {
        Selection selection = new Selection(endpoint, Recipients.all(), log);
        for (Receiver connection : connections.ofUser(Objects.requireNonNull(name, "name"))) {
            if (connection.isListening()) {
                selection.offer(connection);
            }
        }
        return SharedMessage.of(data).pushTo(selection.receivers());
    }

    @Override
    public ChannelPresence presence(String channel) {
        limits.checkName(channel);
        return presence.members(channel);
    }

    @Override
    public CompletionStage<ChannelPresence> presenceAsync(String channel) {
        limits.checkName(channel);
        return presence.membersAsync(channel);
    }

    @Override
    public CompletionStage<Integer> presenceCount(String channel) {
        limits.checkName(channel);
        return presence.count(channel);
    }

    @Override
    public Channels at(String path) {
        return new EngineChannels(registry, connections, paths, limits, presence, log, known(path, paths));
    }

    /** Returns the path of an endpoint, or throws. */
    static String known(String path, SortedSet<String> paths) {
        if (path == null || !paths.contains(path)) {
            throw new IllegalArgumentException("there is no endpoint at " + path + ", but at " + paths);
        }
        return path;
    }
}
