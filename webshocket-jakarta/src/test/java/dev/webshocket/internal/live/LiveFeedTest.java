package dev.webshocket.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.LiveFigures;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The figures that watchers share, each step in its turn. */
class LiveFeedTest {

    private static final String LOG = "dev.webshocket.test.live";

    private final SettableClock clock = new SettableClock();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private int counted;
    private boolean stopped;
    private final LiveFeed feed = new LiveFeed(
            () -> {
                counted++;
                return new Census(counted, 0, List.of());
            },
            this::execute,
            new SampledLog(System.getLogger(LOG), clock),
            clock);

    private void execute(Runnable task) {
        if (stopped) {
            throw new RejectedExecutionException();
        }
        tasks.add(task);
    }

    /** A subscriber that keeps what it gets. */
    private static class Kept implements Flow.Subscriber<LiveFigures> {

        final List<LiveFigures> figures = new ArrayList<>();
        Flow.Subscription subscription;
        Throwable failure;
        boolean complete;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(LiveFigures given) {
            figures.add(given);
        }

        @Override
        public void onError(Throwable given) {
            failure = given;
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }

    private Kept watch(long requested) {
        return watch(requested, new Kept());
    }

    private Kept watch(long requested, Kept subscriber) {
        feed.subscribe(subscriber);
        subscriber.subscription.request(requested);
        run();
        return subscriber;
    }

    private void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void second() {
        clock.advance(Duration.ofSeconds(1));
        feed.tick();
        run();
    }

    @Test
    void theFirstFiguresComeAtOnce() {
        Kept watcher = watch(10);
        assertThat(watcher.figures).hasSize(1);
        run();
        assertThat(watcher.figures).hasSize(1);
        second();
        assertThat(watcher.figures).hasSize(2);
    }

    @Test
    void allThatWatchShareTheFiguresOfASecond() {
        second();
        assertThat(counted).as("nobody watches").isZero();
        Kept first = watch(10);
        Kept second = watch(10);
        assertThat(counted).isEqualTo(1);
        second();
        assertThat(counted).isEqualTo(2);
        assertThat(first.figures).hasSize(2).isEqualTo(second.figures);
        assertThat(first.figures.get(1)).isSameAs(second.figures.get(1));
    }

    @Test
    void whoWantsNoneMissesFiguresAndGetsTheLatestThen() {
        Kept slow = watch(1);
        Kept fast = watch(Long.MAX_VALUE);
        second();
        second();
        assertThat(slow.figures).hasSize(1);
        assertThat(fast.figures).hasSize(3);
        slow.subscription.request(1);
        run();
        assertThat(slow.figures).hasSize(2);
        assertThat(slow.figures.get(1)).isSameAs(fast.figures.get(2));
    }

    @Test
    void theCallsOfASecondAreInItsFigures() {
        Kept watcher = watch(10);
        feed.meter().answered(clock.getAsLong() - 2_000_000, null);
        feed.meter().ended(-32601);
        second();
        LiveFigures figures = watcher.figures.get(1);
        assertThat(figures.calls()).isEqualTo(2);
        assertThat(figures.callsPerSecond()).isEqualTo(2);
        assertThat(figures.p50()).isBetween(1.9, 2.1);
        assertThat(figures.errors()).containsExactly(new LiveFigures.CodeCount(-32601, 1, 1));
    }

    @Test
    void whoCancelsGetsNoMoreAndNobodyIsCountedThen() {
        Kept watcher = watch(10);
        watcher.subscription.cancel();
        second();
        assertThat(watcher.figures).hasSize(1);
        assertThat(counted).isEqualTo(1);
    }

    @Test
    void aRequestOfNothingIsAnError() {
        Kept watcher = watch(0);
        assertThat(watcher.failure).isInstanceOf(IllegalArgumentException.class);
        second();
        assertThat(watcher.figures).isEmpty();
    }

    @Test
    void aSubscriberThatFailsIsLeftOut() {
        try (RecordedLog log = RecordedLog.of(LOG)) {
            Kept other = watch(10);
            watch(10, new Kept() {
                @Override
                public void onNext(LiveFigures given) {
                    throw new IllegalStateException("no");
                }
            });
            second();
            second();
            assertThat(other.figures).hasSize(3);
            assertThat(log.records())
                    .hasSize(1)
                    .first()
                    .satisfies(entry -> assertThat(RecordedLog.text(entry)).contains("WEBSHOCKET-0292"));
        }
    }

    @Test
    void allStreamsEndWhenTheApplicationStops() {
        Kept watcher = watch(10);
        feed.close();
        run();
        assertThat(watcher.complete).isTrue();
        assertThat(watch(10).complete).isTrue();
    }

    @Test
    void withoutThreadsNothingIsDelivered() {
        Kept watcher = watch(10);
        stopped = true;
        second();
        feed.close();
        assertThat(watcher.figures).hasSize(1);
        assertThat(watcher.complete).isFalse();
    }
}
