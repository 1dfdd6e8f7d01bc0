package dev.webshocket.internal.recovery;

import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Gives one connection the messages that it has missed, page by page, as its queue has room. A connection has one only while it may
 * need it. At most one page is in memory.
 *
 * <p>Safe for use by any thread. Its lock is not held while the log, the queue or the executor is called.
 */
public final class Recovery {

    /** The most messages of a page. */
    private static final int PAGE = 64;

    private final MessageLog messages;
    private final RecoveryOutput output;
    private final Executor executor;
    private final SampledLog log;
    private final int shards;
    private final RecoverySchedule schedule;
    private final NewSubscriptions added;
    private final FailedReads failures = new FailedReads();

    private final ReentrantLock lock = new ReentrantLock();
    /** Whether a task of this object runs, waits for room, or waits for the log. Guarded by the lock. */
    private boolean working;
    /** Whether something has come up since the working task last looked. Guarded by the lock. */
    private boolean again;
    /** Guarded by the lock. */
    private boolean ended;

    /**
     * Makes the recovery of a connection.
     *
     * @param messages the log
     * @param rules tells which subscriptions may have a gap
     * @param known how far the client has read; null if that is not known
     * @param output takes the messages
     * @param executor runs each step
     * @param log logs failures of the log of messages
     */
    public Recovery(
            MessageLog messages,
            GapRules rules,
            KnownPositions known,
            RecoveryOutput output,
            Executor executor,
            SampledLog log) {
        this.messages = messages;
        this.output = output;
        this.executor = executor;
        this.log = log;
        this.shards = messages.heads().size();
        this.schedule = new RecoverySchedule(rules, known, shards);
        this.added = new NewSubscriptions(schedule, messages::shardOf, rules);
    }

    /**
     * Adds subscriptions that get messages as they come, and have done so before.
     *
     * @return this
     */
    public Recovery with(Collection<String> subscriptions) {
        List<LogPosition> heads = messages.heads();
        change(() -> subscriptions.forEach(each -> added.addLive(each, heads)));
        return this;
    }

    /**
     * Adds subscriptions as {@link #with(Collection)} does, which have got the messages of a shard up to a place.
     *
     * @return this
     */
    public Recovery with(Collection<String> subscriptions, LogPosition had) {
        List<LogPosition> heads = new ArrayList<>(messages.heads());
        heads.set(had.shard(), had);
        change(() -> subscriptions.forEach(each -> added.addLive(each, heads)));
        return this;
    }

    /**
     * Adds subscriptions, before messages are offered for them.
     *
     * @return whether the caller has to call {@link #subscribed}; false if it has ended
     */
    public boolean add(Collection<String> subscriptions) {
        return subscribe(heads -> subscriptions.forEach(each -> added.add(each, heads)));
    }

    /** Adds a subscription that begins with the latest messages, as {@link #add} does. */
    public boolean addLatest(String channel, int count) {
        return subscribe(heads -> added.addLatest(channel, count, heads));
    }

    /** Adds a subscription that begins behind a message, as {@link #add} does. */
    public boolean addFrom(String channel, LogPosition start) {
        return subscribe(heads -> added.addFrom(channel, start, heads));
    }

    private boolean subscribe(Consumer<List<LogPosition>> subscription) {
        List<LogPosition> heads = messages.heads();
        return change(() -> {
            subscription.accept(heads);
            schedule.subscribing();
        });
    }

    /**
     * From now on messages are offered for subscriptions that were added, and the work starts. A message whose receivers were found before
     * may have passed them, so it is read from the log.
     *
     * @param delivered waits for the message of a shard that is being delivered, and returns the position of the last one
     */
    public void subscribed(IntFunction<LogPosition> delivered) {
        for (int shard = 0; shard < shards; shard++) {
            // What is not held has nothing that was missed.
            if (isBehind(shard)) {
                offered(delivered.apply(shard));
            }
        }
        change(schedule::subscribed);
        work();
    }

    /** Records that the messages of a shard up to one have been delivered. */
    public void offered(LogPosition position) {
        change(() -> schedule.offered(position));
    }

    /**
     * Records that messages of a shard could not be offered, before later ones are. The caller then {@linkplain #work starts} the work.
     *
     * @param before the last message that was offered
     * @param head the next message comes behind this position, which may be of another epoch
     * @return false if it has ended
     */
    public boolean lost(LogPosition before, LogPosition head) {
        return change(() -> schedule.lost(before, head));
    }

    /** Takes subscriptions back. */
    public void remove(Collection<String> subscriptions) {
        change(() -> subscriptions.forEach(schedule::remove));
    }

    private boolean change(Runnable change) {
        lock.lock();
        try {
            if (!ended) {
                change.run();
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells whether a message that has just been published is to be delivered now. If not, it comes from the log later. The messages of
     * a shard must be offered in order.
     */
    public boolean admits(LogPosition position) {
        lock.lock();
        try {
            return ended || schedule.admits(position);
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether the client has yet to get messages of a shard that it has been offered. */
    public boolean isBehind(int shard) {
        lock.lock();
        try {
            return !ended && schedule.isHeld(shard);
        } finally {
            lock.unlock();
        }
    }

    /** From now on, subscriptions that are added get only what is new. */
    public void forgetPositions() {
        change(schedule::forgetPositions);
    }

    /** Ends, if nothing is left to do; returns whether it has ended. */
    public boolean endIfOver() {
        lock.lock();
        try {
            ended |= !working && schedule.isOver();
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Goes on if the log was behind its followers. For the timer's thread. */
    public void check() {
        boolean waits;
        lock.lock();
        try {
            waits = !ended && !working && schedule.isCatchingUp();
        } finally {
            lock.unlock();
        }
        if (waits) {
            work();
        }
    }

    /** Ends at once, with its connection. */
    public void end() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    /** Starts the work, if there is some and it has not been started. */
    public void work() {
        lock.lock();
        try {
            if (ended || working) {
                again = true;
                return;
            }
            working = true;
        } finally {
            lock.unlock();
        }
        executor.execute(this::step);
    }

    /** Reads one page, and leaves the thread to others. */
    private void step() {
        // Gaps that have come up meanwhile go before what is read, and need no room.
        ask(schedule -> null);
        if (!output.hasRoom() && output.whenRoom(() -> executor.execute(this::step))) {
            return;
        }
        LogQuery query = next();
        if (query instanceof LogQuery.Page page) {
            read(() -> messages.read(page.after(), page.channels(), PAGE), query, found -> deliver(page, found));
        } else if (query instanceof LogQuery.Latest latest) {
            read(
                    () -> messages.latest(latest.channel(), latest.count(), latest.before()),
                    query,
                    found -> begin(latest, found));
        }
    }

    /** Returns what to read; null if there is nothing, and then the work has ended. */
    private LogQuery next() {
        LogQuery query;
        do {
            List<LogPosition> heads = messages.heads();
            query = ask(schedule -> {
                again = false;
                return schedule.next(heads);
            });
        } while (query == null && !stop());
        return query;
    }

    /** Ends the work; returns false if something has come up. */
    private boolean stop() {
        lock.lock();
        try {
            working = again && !ended;
            return !working;
        } finally {
            lock.unlock();
        }
    }

    private <T> void read(Supplier<CompletionStage<T>> reading, LogQuery query, Consumer<T> usage) {
        CompletableFuture<T> found;
        try {
            found = reading.get().toCompletableFuture();
        } catch (Throwable e) {
            found = CompletableFuture.failedFuture(e);
        }
        boolean now = found.isDone();
        found.whenComplete((result, failure) -> {
            Runnable use = failure == null ? () -> use(result, usage) : () -> fail(query, failure);
            if (now) {
                use.run();
            } else {
                executor.execute(use);
            }
        });
    }

    private <T> void use(T result, Consumer<T> usage) {
        failures.succeeded();
        usage.accept(result);
    }

    private void deliver(LogQuery.Page query, LogPage page) {
        PageReader reader = new PageReader(query, page);
        boolean more = true;
        while (more && output.hasRoom()) {
            LogEntry entry = ask(schedule -> reader.next(schedule));
            more = entry != null;
            if (more) {
                output.send(entry);
            }
        }
        if (reader.isEmpty() && stop()) {
            // The log does not show yet what it has told followers. The next check tries again.
            return;
        }
        executor.execute(this::step);
    }

    private void begin(LogQuery.Latest query, List<LogEntry> found) {
        ask(schedule -> {
            if (schedule.isCurrent(query)) {
                schedule.found(query, found);
            }
            return null;
        });
        executor.execute(this::step);
    }

    private void fail(LogQuery query, Throwable failure) {
        if (hasEnded()) {
            return;
        }
        if (failures.mayRepeat(failure)) {
            // The next check tries again.
            if (!stop()) {
                executor.execute(this::step);
            }
            return;
        }
        log.failure(
                Level.ERROR,
                "WEBSHOCKET-0266: a connection could not catch up, since the log of messages failed",
                failure,
                id -> output + ", error " + id);
        ask(schedule -> {
            if (schedule.isCurrent(query)) {
                schedule.failed(query);
            }
            return null;
        });
        executor.execute(this::step);
    }

    private boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Asks the schedule, and tells the client of the gaps that have come up. */
    private <T> T ask(Function<RecoverySchedule, T> question) {
        T answer;
        List<String> gaps;
        lock.lock();
        try {
            answer = ended ? null : question.apply(schedule);
            gaps = ended ? List.of() : schedule.takeGaps();
        } finally {
            lock.unlock();
        }
        if (!gaps.isEmpty()) {
            output.gap(gaps);
        }
        return answer;
    }
}
