package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PatternIndexConcurrencyTest {

    private static final int CHANGERS = 4;
    private static final int MATCHERS = 2;
    private static final int ROUNDS = 40;
    private static final String NAME = "news.tech.cpu";
    private static final String STAYS = "stays";

    /** Patterns that all match {@link #NAME}, and share and split nodes of every kind. */
    private static final List<GlobPattern> PATTERNS = List.of(
                    "*",
                    "news.*",
                    "news.t*",
                    "*.cpu",
                    "*.c?u",
                    "n*u",
                    "news.*.cpu",
                    "*.tech.*",
                    "*e*e*",
                    "[n]e*u",
                    "news.tech.cpu")
            .stream()
            .map(GlobPattern::compile)
            .toList();

    private final PatternIndex<String> index = new PatternIndex<>();
    private final CyclicBarrier barrier = new CyclicBarrier(CHANGERS + MATCHERS);
    private final AtomicInteger changing = new AtomicInteger(CHANGERS);

    @Test
    void concurrentChangesAndMatchesLoseNothingAndLeaveNothing() throws Exception {
        PATTERNS.forEach(pattern -> index.add(pattern, STAYS));

        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < CHANGERS; i++) {
            String subscriber = "changer" + i;
            Random random = new Random(i);
            tasks.add(() -> change(subscriber, random));
        }
        for (int i = 0; i < MATCHERS; i++) {
            tasks.add(this::match);
        }
        runAll(tasks);

        assertThat(index.size()).isEqualTo(PATTERNS.size());
        PATTERNS.forEach(pattern -> assertThat(index.remove(pattern, STAYS)).isTrue());
        assertThat(index.isEmpty()).isTrue();
        assertThat(index.size()).isZero();
    }

    @Test
    void concurrentAdditionAndRemovalOfTheLastSubscriber() throws Exception {
        GlobPattern pattern = GlobPattern.compile("news.*");
        CyclicBarrier rounds = new CyclicBarrier(CHANGERS);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < CHANGERS; i++) {
            String subscriber = "changer" + i;
            tasks.add(() -> {
                for (int round = 0; round < 2000; round++) {
                    rounds.await(30, TimeUnit.SECONDS);
                    assertThat(index.add(pattern, subscriber)).isTrue();
                    assertThat(matches()).contains(subscriber);
                    assertThat(index.remove(pattern, subscriber)).isTrue();
                    assertThat(matches()).doesNotContain(subscriber);
                }
                return null;
            });
        }
        runAll(tasks);
        assertThat(index.isEmpty()).isTrue();
        assertThat(index.size()).isZero();
    }

    /** Adds patterns, of which many do not match, checks that its own are found, and removes all. */
    private Void change(String subscriber, Random random) throws Exception {
        barrier.await(30, TimeUnit.SECONDS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<GlobPattern> added = new ArrayList<>(PATTERNS);
                for (int i = 0; i < 50; i++) {
                    added.add(GlobPattern.compile(other(random.nextInt(4), random.nextInt(1000))));
                }
                added.forEach(pattern -> index.add(pattern, subscriber));
                assertThat(matches()).filteredOn(subscriber::equals).hasSize(PATTERNS.size());
                added.forEach(pattern -> index.remove(pattern, subscriber));
                assertThat(matches()).doesNotContain(subscriber);
            }
        } finally {
            changing.decrementAndGet();
        }
        return null;
    }

    private static String other(int kind, int number) {
        return switch (kind) {
            case 0 -> "news.a" + number + ".*";
            case 1 -> "a" + number + ".*";
            case 2 -> "*.a" + number;
            default -> "*.t*.a" + number + ".*";
        };
    }

    private Void match() throws Exception {
        barrier.await(30, TimeUnit.SECONDS);
        do {
            assertThat(matches()).filteredOn(STAYS::equals).hasSize(PATTERNS.size());
        } while (changing.get() > 0);
        return null;
    }

    private List<String> matches() {
        List<String> found = new ArrayList<>();
        index.forEachMatch(NAME, found::add);
        return found;
    }

    private static void runAll(List<Callable<Void>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
