package dev.webshocket.internal.live;

import dev.webshocket.Channels;
import dev.webshocket.Connections;
import dev.webshocket.LiveFigures;
import dev.webshocket.LiveHandler;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.platform.ServiceEnvironment;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The figures of one application, shared by all that watch. Calls are counted all the time, connections only while somebody watches.
 * Safe for use by any thread, without a lock.
 */
public final class LiveFeed implements Flow.Publisher<LiveFigures> {

    private final Supplier<Census> census;
    private final Executor executor;
    private final SampledLog log;
    private final LongSupplier clock;
    private final CallCounts counts;
    private final CallRates rates;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    /** How many rounds of delivery are wanted; whoever makes it one begins. */
    private final AtomicInteger rounds = new AtomicInteger();

    private volatile CallRates.Rates latest;
    private volatile boolean closed;
    /** Null if others call {@link #tick}. */
    private ScheduledFuture<?> ticks;
    /** The figures of the latest rates; for the thread that delivers. */
    private LiveFigures figures;

    private long figured;

    /**
     * Makes the figures of an application.
     *
     * @param census counts the connections
     * @param executor runs what takes time
     * @param log for subscribers that fail
     * @param clock in nanoseconds
     */
    LiveFeed(Supplier<Census> census, Executor executor, SampledLog log, LongSupplier clock) {
        this.census = census;
        this.executor = executor;
        this.log = log;
        this.clock = clock;
        this.counts = new CallCounts(clock);
        this.rates = new CallRates(counts, clock.getAsLong());
        this.latest = rates.tick(clock.getAsLong());
    }

    /**
     * Makes the figures of an application, which are taken each second from now on.
     *
     * @return null if the application has no {@link LiveHandler}, so that nothing is counted
     */
    public static LiveFeed of(ServiceEnvironment environment, Connections connections, Channels channels) {
        if (environment.handlers().stream().noneMatch(LiveHandler.class::isAssignableFrom)) {
            return null;
        }
        LiveFeed feed = new LiveFeed(
                () -> Census.of(connections, channels),
                environment.executors().upkeep(),
                environment.log(),
                System::nanoTime);
        feed.start(environment.executors().timer());
        return feed;
    }

    private void start(ScheduledExecutorService timer) {
        ticks = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /** Returns the counters of calls. */
    public CallMeter meter() {
        return counts;
    }

    /** Takes new figures. To be called once a second, by one thread at a time; never blocks. */
    void tick() {
        latest = rates.tick(clock.getAsLong());
        if (!watchers.isEmpty()) {
            deliver();
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super LiveFigures> subscriber) {
        Watcher watcher = new Watcher(this, subscriber);
        watchers.add(watcher);
        subscriber.onSubscribe(watcher);
        if (closed) {
            deliver();
        }
    }

    void remove(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Ends all streams, so that they do not hold up the end of their connections. */
    public void close() {
        closed = true;
        if (ticks != null) {
            ticks.cancel(false);
        }
        deliver();
    }

    /** Lets a thread deliver the latest figures to those that have not had them. */
    void deliver() {
        if (rounds.getAndIncrement() > 0) {
            return;
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            // There will be no thread any more.
            rounds.set(0);
        }
    }

    private void run() {
        int wanted;
        do {
            wanted = rounds.get();
            round();
        } while (rounds.addAndGet(-wanted) > 0);
    }

    private void round() {
        try {
            boolean ending = closed;
            LiveFigures now = ending ? null : figures();
            for (Watcher watcher : watchers) {
                offer(watcher, now, ending);
            }
        } catch (Throwable failure) {
            failed("the figures could not be taken", failure);
        }
    }

    private void offer(Watcher watcher, LiveFigures now, boolean ending) {
        try {
            if (ending) {
                remove(watcher);
                watcher.complete();
            } else {
                watcher.offer(figured, now);
            }
        } catch (Throwable failure) {
            remove(watcher);
            failed("a subscriber failed and gets no more", failure);
        }
    }

    private void failed(String what, Throwable failure) {
        log.failure(Level.WARNING, "WEBSHOCKET-0292: live figures", failure, id -> what + ", error " + id);
    }

    /** All of one second get the same figures. */
    private LiveFigures figures() {
        CallRates.Rates now = latest;
        if (now.second() != figured) {
            Census counted = census.get();
            figures = new LiveFigures(
                    System.currentTimeMillis(),
                    counted.connections(),
                    counted.suspended(),
                    now.calls(),
                    now.callsPerSecond(),
                    now.p50(),
                    now.p99(),
                    now.errors(),
                    counted.channels());
            figured = now.second();
        }
        return figures;
    }
}
