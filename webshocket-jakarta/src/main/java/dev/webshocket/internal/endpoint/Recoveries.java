package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.channel.ChannelRuleTable;
import dev.webshocket.internal.channel.LogDelivery;
import dev.webshocket.internal.recovery.GapRules;
import dev.webshocket.internal.recovery.KnownPositions;
import dev.webshocket.internal.recovery.Recovery;
import dev.webshocket.internal.recovery.RecoveryOutput;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.platform.ServiceEnvironment;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What the recoveries of all connections share. Immutable; safe for use by any thread.
 *
 * @param messages the log
 * @param delivery delivers its messages
 * @param rules tells which subscriptions may have a gap
 * @param threads runs the steps
 * @param keep for how long after a welcome subscriptions that are made anew catch up
 * @param environment has the log of failures
 */
record Recoveries(
        MessageLog messages,
        LogDelivery delivery,
        GapRules rules,
        Executor threads,
        Duration keep,
        ServiceEnvironment environment) {

    /** A server that keeps no session lets its clients catch up nevertheless. */
    private static final Duration SHORTEST_KEEP = Duration.ofSeconds(5);

    static Recoveries of(
            ServiceEnvironment environment,
            MessageLog messages,
            LogDelivery delivery,
            ChannelRuleTable rules,
            Duration keep,
            Executor threads) {
        return new Recoveries(
                messages,
                delivery,
                new GapRules(environment.channelRules().rules(), rules::of),
                threads,
                keep.compareTo(SHORTEST_KEEP) < 0 ? SHORTEST_KEEP : keep,
                environment);
    }

    /** Waits for the message of a shard that is being delivered; returns the position of the last one. */
    LogPosition delivered(int shard) {
        return delivery.shard(shard).delivered();
    }

    /** Returns how far clients have read each shard once they have got all that was delivered, in the order of the shards. */
    List<LogPosition> told() {
        return delivery.told();
    }

    /** Tells whether the log may have messages of a shard for one of some subscriptions. */
    boolean areKept(Collection<String> subscriptions, int shard) {
        return subscriptions.stream().anyMatch(each -> rules.keeps(each, shard, messages::shardOf));
    }

    /**
     * Makes the recovery of a connection.
     *
     * @param known how far the client has read; empty if that is not known
     */
    Recovery make(Optional<KnownPositions> known, RecoveryOutput output) {
        return new Recovery(messages, rules, known.orElse(null), output, threads, environment.log());
    }
}
