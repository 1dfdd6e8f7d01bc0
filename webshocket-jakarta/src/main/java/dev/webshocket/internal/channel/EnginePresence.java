package dev.webshocket.internal.channel;

import dev.webshocket.ChannelException;
import dev.webshocket.ChannelPresence;
import dev.webshocket.ClientConnection;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.internal.presence.PresenceRounds;
import dev.webshocket.spi.extension.PresenceStore;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Who is present in the channels of one application: its connections and those of other servers. Safe for use by any thread. */
public final class EnginePresence implements AutoCloseable {

    private static final String CODE = "WEBSHOCKET-0268";

    private final PresenceStore store;
    private final ChannelRuleTable rules;
    private final PresenceInfo info;
    private final SampledLog log;
    private final StoreAnswers answers;
    private final PresenceLeases leases = new PresenceLeases(this);

    /** What {@link #close} ends. Written before the first connection. */
    private final List<Runnable> ends = new ArrayList<>();

    /**
     * Makes the presence of an engine.
     *
     * @param store has the members
     * @param rules tells which channels have presence
     * @param info converts and checks infos
     * @param log logs failures of the store
     */
    public EnginePresence(PresenceStore store, ChannelRuleTable rules, PresenceInfo info, SampledLog log) {
        this.store = store;
        this.rules = rules;
        this.info = info;
        this.log = log;
        this.answers = new StoreAnswers(log, CODE, "the store of presence");
    }

    /**
     * Begins to follow the store, and to renew the connections in it. Before the first connection; not needed if no channel has
     * presence.
     *
     * @param timer for short tasks
     * @param executor for calls of the store
     * @param rounds get the changes
     * @param gaps learns which changes are lost
     */
    public void start(
            ScheduledExecutorService timer, Executor executor, List<PresenceRounds> rounds, PresenceGaps gaps) {
        ends.add(store.follow(gaps));
        for (PresenceRounds each : rounds) {
            ends.add(store.follow(each));
            ends.add(each::close);
        }
        ends.add(leases.start(timer, executor));
    }

    /** Returns the presence of a connection that has not subscribed to anything yet. */
    public ConnectionPresence of(ClientConnection connection) {
        return new ConnectionPresence(this, connection);
    }

    /** Tells whether a connection that has subscribed to a name or a pattern is a member of the channel. */
    boolean isTracked(String subscribed) {
        return rules.presenceInAny() && GlobPattern.compile(subscribed).isLiteral() && rules.hasPresence(subscribed);
    }

    PresenceStore store() {
        return store;
    }

    PresenceInfo info() {
        return info;
    }

    PresenceLeases leases() {
        return leases;
    }

    /**
     * Returns who is in a channel, and waits for the store.
     *
     * @throws ChannelException if it cannot be read
     */
    ChannelPresence members(String channel) {
        return answers.await(readMembers(channel), membersOf(channel));
    }

    /** Returns who is in a channel; nobody if it has no presence. */
    CompletionStage<ChannelPresence> membersAsync(String channel) {
        return answers.translated(readMembers(channel), membersOf(channel));
    }

    private CompletionStage<ChannelPresence> readMembers(String channel) {
        return rules.hasPresence(channel)
                ? StoreAnswers.of(() -> store.members(channel))
                : CompletableFuture.completedStage(new ChannelPresence(channel, List.of()));
    }

    private static String membersOf(String channel) {
        return "reading who is in " + channel;
    }

    /** Returns how many are in a channel; zero if it has no presence. */
    CompletionStage<Integer> count(String channel) {
        return rules.hasPresence(channel)
                ? answers.translated(StoreAnswers.of(() -> store.count(channel)), "counting who is in " + channel)
                : CompletableFuture.completedStage(0);
    }

    /** Tells the store something. A failure is logged; the stage fails then. */
    <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> call) {
        return answers.watch(StoreAnswers.of(call), "recording who is there");
    }

    /**
     * Logs what went wrong with presence.
     *
     * @param what a constant text
     * @param details may come from a client
     */
    public void failed(String what, Throwable failure, String details) {
        log.failure(Level.ERROR, CODE + ": " + what, failure, id -> details);
    }

    /** Ends what {@link #start} began. */
    @Override
    public void close() {
        ends.forEach(Runnable::run);
        ends.clear();
    }
}
