package dev.webshocket.internal.channel;

import dev.webshocket.ChannelException;
import dev.webshocket.ChannelMessage;
import dev.webshocket.ChannelPresence;
import dev.webshocket.ChannelRule;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Recipients;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.internal.session.Topic;
import dev.webshocket.packet.Packet;
import dev.webshocket.spi.extension.Audience;
import dev.webshocket.spi.extension.ChannelRegistry;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Publishes to the connections of one engine, or of one of its endpoints, and to those of other servers that the log carries messages to.
 * Immutable; safe for use by any thread.
 */
public final class EngineChannels implements Channels {

    private final Subscribers subscribers;
    private final Receivers connections;
    private final SortedSet<String> paths;
    private final ChannelLimits limits;
    private final ChannelHistory history;
    private final EnginePresence presence;
    private final SampledLog log;
    private final StoreAnswers answers;
    /** Null for all endpoints. */
    private final String endpoint;

    /**
     * Makes the channels of all endpoints.
     *
     * @param registry has the subscribers, which must be {@link Receiver}s
     * @param connections of the engine
     * @param paths of all endpoints
     * @param limits the bounds
     * @param history of the channels
     * @param presence tells who is present
     * @param log logs conditions and stores that fail
     */
    public EngineChannels(
            ChannelRegistry registry,
            Receivers connections,
            SortedSet<String> paths,
            ChannelLimits limits,
            ChannelHistory history,
            EnginePresence presence,
            SampledLog log) {
        this(new Subscribers(registry, connections), connections, paths, limits, history, presence, log, null);
    }

    private EngineChannels(
            Subscribers subscribers,
            Receivers connections,
            SortedSet<String> paths,
            ChannelLimits limits,
            ChannelHistory history,
            EnginePresence presence,
            SampledLog log,
            String endpoint) {
        this.subscribers = subscribers;
        this.connections = connections;
        this.paths = paths;
        this.limits = limits;
        this.history = history;
        this.presence = presence;
        this.log = log;
        this.answers = new StoreAnswers(log, "WEBSHOCKET-0263", "the log of messages");
        this.endpoint = endpoint;
    }

    @Override
    public int publish(String channel, Object data, Recipients recipients) {
        limits.checkName(channel);
        return count(publishing(channel, data, recipients));
    }

    /** Begins to publish to a channel, whose name has been checked. */
    private Publishing publishing(String channel, Object data, Recipients recipients) {
        Objects.requireNonNull(recipients, "recipients");
        Packet packet = PublishedPacket.channel(channel, data);
        ChannelRule rule = history.rule(channel).orElse(null);
        ChannelRule kept = rule != null && rule.keeps() && endpoint == null ? rule : null;
        Audience audience = new Audience.Subscribers(channel, endpoint);
        Optional<Set<String>> except = except(audience, kept, recipients);
        if (except.isPresent()) {
            return append(audience, packet, kept, except.get(), () -> subscribers(channel, recipients));
        }
        Topic topic = rule == null ? null : LogDelivery.topic(channel, rule);
        return Publishing.done(new SharedMessage(packet, topic).pushTo(subscribers(channel, recipients)));
    }

    /** Returns whom a message that goes through the log leaves out; empty if it is delivered to connections of this server only. */
    private Optional<Set<String>> except(Audience audience, ChannelRule kept, Recipients recipients) {
        return kept != null || history.carries(audience) ? recipients.excluded() : Optional.empty();
    }

    /**
     * Begins to publish by the log, which delivers the message.
     *
     * @param kept the rule by which it is kept; null for none
     * @param receivers finds the connections of this server that get it
     */
    private Publishing append(
            Audience audience,
            Packet packet,
            ChannelRule kept,
            Set<String> except,
            Supplier<List<Receiver>> receivers) {
        return new Publishing(history.publish(audience, packet, kept, except), what(audience), receivers);
    }

    /** Returns for how many connections a message was queued; waits for that where the thread may. */
    private int count(Publishing publishing) {
        if (StoreAnswers.mayWait(publishing.count())) {
            return answers.await(publishing.count(), publishing.what());
        }
        answers.watch(publishing.count(), publishing.what());
        return publishing.receivers().get().size();
    }

    private static String what(Audience audience) {
        if (audience instanceof Audience.Subscribers to) {
            return "publishing to " + to.channel();
        }
        return audience instanceof Audience.User ? "sending to a user" : "broadcasting";
    }

    private List<Receiver> subscribers(String channel, Recipients recipients) {
        Selection selection = new Selection(endpoint, recipients, log);
        subscribers.forEach(channel, selection::offer);
        return selection.receivers();
    }

    @Override
    public int publish(Collection<String> channels, Object data, Recipients recipients) {
        Set<String> distinct = new LinkedHashSet<>(channels);
        distinct.forEach(limits::checkName);
        // All begin before the first is waited for, since each may take a round trip to the log.
        List<Publishing> all = distinct.stream()
                .map(channel -> publishing(channel, data, recipients))
                .toList();
        int queued = 0;
        ChannelException failure = null;
        for (Publishing each : all) {
            try {
                queued += count(each);
            } catch (ChannelException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return queued;
    }

    @Override
    public int broadcast(Object data, Recipients recipients) {
        Objects.requireNonNull(recipients, "recipients");
        Packet packet = PublishedPacket.broadcast(data);
        Audience audience = new Audience.Everyone(endpoint);
        Optional<Set<String>> except = except(audience, null, recipients);
        return except.isPresent()
                ? count(append(audience, packet, null, except.get(), () -> listening(connections.all(), recipients)))
                : new SharedMessage(packet).pushTo(listening(connections.all(), recipients));
    }

    @Override
    public int toUser(String name, Object data) {
        Objects.requireNonNull(name, "name");
        Audience audience = new Audience.User(name, endpoint);
        return history.carries(audience)
                ? count(append(audience, SharedMessage.packet(data), null, Set.of(), () -> ofUser(name)))
                : SharedMessage.of(data).pushTo(ofUser(name));
    }

    private List<Receiver> ofUser(String name) {
        return listening(connections.ofUser(name), Recipients.all());
    }

    private List<Receiver> listening(Collection<? extends Receiver> some, Recipients recipients) {
        Selection selection = new Selection(endpoint, recipients, log);
        for (Receiver connection : some) {
            if (connection.isListening()) {
                selection.offer(connection);
            }
        }
        return selection.receivers();
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
    public List<ChannelMessage> history(String channel, int limit, String before) {
        limits.checkName(channel);
        return answers.await(history.read(channel, limit, before), historyOf(channel));
    }

    @Override
    public CompletionStage<List<ChannelMessage>> historyAsync(String channel, int limit, String before) {
        limits.checkName(channel);
        return answers.translated(history.read(channel, limit, before), historyOf(channel));
    }

    private static String historyOf(String channel) {
        return "the history of " + channel;
    }

    @Override
    public Set<String> names() {
        Selection selection = new Selection(endpoint, Recipients.all(), log);
        connections.all().forEach(selection::offer);
        SortedSet<String> names = new TreeSet<>();
        for (Receiver receiver : selection.receivers()) {
            for (String name : receiver.connection().subscriptions()) {
                if (GlobPattern.compile(name).isLiteral()) {
                    names.add(name);
                }
            }
        }
        return Collections.unmodifiableSortedSet(names);
    }

    @Override
    public Set<ClientConnection> subscribers(String channel) {
        limits.checkName(channel);
        return subscribers(channel, Recipients.all()).stream()
                .map(Receiver::connection)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Channels at(String path) {
        return new EngineChannels(subscribers, connections, paths, limits, history, presence, log, known(path, paths));
    }

    /** Returns the path of an endpoint, or throws. */
    static String known(String path, SortedSet<String> paths) {
        if (path == null || !paths.contains(path)) {
            throw new IllegalArgumentException("there is no endpoint at " + path + ", but at " + paths);
        }
        return path;
    }
}
