package dev.webshocket.internal.endpoint;

import dev.webshocket.Channels;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.channel.ChannelHistory;
import dev.webshocket.internal.channel.ChannelLimits;
import dev.webshocket.internal.channel.ChannelRuleTable;
import dev.webshocket.internal.channel.EngineChannels;
import dev.webshocket.internal.channel.EnginePresence;
import dev.webshocket.internal.channel.LogDelivery;
import dev.webshocket.internal.channel.Receivers;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.platform.ServiceEnvironment;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.Executor;

/** The channels of one engine, and the log and the presence behind them. Safe for use by any thread. */
final class EngineMessaging implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** What a log of messages needs, even in a tiny heap. */
    private static final long FEWEST_HISTORY_BYTES = 1 << 20;

    private final ServiceEnvironment environment;
    private final ChannelLimits limits;
    private final ChannelRuleTable rules;
    private final MessageLog messages;
    private final EnginePresence presence;
    private final LogDelivery.Following following;
    private final Recoveries recoveries;
    private final Channels channels;

    /**
     * Begins to follow the log and the presence.
     *
     * @param connections of the engine
     * @param paths of all endpoints
     * @param binding writes the payloads
     * @param codecs of the connections
     * @param keep for how long sessions are kept
     * @param arrivals lets those who have come back catch up
     */
    EngineMessaging(
            ServiceEnvironment environment,
            Receivers connections,
            SortedSet<String> paths,
            Binding binding,
            Map<Subprotocol, Codec> codecs,
            Duration keep,
            Executor arrivals) {
        this.environment = environment;
        this.limits = ChannelLimits.of(environment.settings());
        this.rules = new ChannelRuleTable(environment.channelRules());
        this.messages = environment.messages() == null ? messages(environment.settings()) : environment.messages();
        this.presence = PresenceFactory.start(environment, rules, connections, binding, codecs);
        this.following = LogDelivery.start(messages, rules, environment.channels(), connections);
        this.recoveries = Recoveries.of(environment, messages, following.delivery(), rules, keep, arrivals);
        this.channels = new EngineChannels(
                environment.channels(),
                connections,
                paths,
                limits,
                new ChannelHistory(rules, messages, following.delivery(), binding),
                presence,
                environment.log());
    }

    private static MessageLog messages(WebshocketSettings settings) {
        long quarter = Math.max(FEWEST_HISTORY_BYTES, Runtime.getRuntime().maxMemory() / 4);
        return MessageLog.inMemory(Math.min(settings.historyBytes(), quarter));
    }

    ChannelLimits limits() {
        return limits;
    }

    /** Returns the rules of channels. */
    ChannelRuleTable rules() {
        return rules;
    }

    /** Returns who is present in channels. */
    EnginePresence presence() {
        return presence;
    }

    /** Returns what the recoveries of connections share. */
    Recoveries recoveries() {
        return recoveries;
    }

    Channels channels() {
        return channels;
    }

    /** Frees memory of messages that are too old. For the timer's thread. */
    void forgetExpired() {
        messages.forgetExpired();
    }

    /** Ends the following, and the log if it is the engine's own. */
    @Override
    public void close() {
        presence.close();
        try {
            following.end().close();
            if (messages != environment.messages()) {
                messages.close();
            }
        } catch (Exception e) {
            LOG.log(Level.WARNING, "WEBSHOCKET-0264: the log of messages could not be closed", e);
        }
    }
}
