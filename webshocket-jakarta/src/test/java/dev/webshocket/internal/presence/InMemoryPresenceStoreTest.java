package dev.webshocket.internal.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Member;
import dev.webshocket.support.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The store of presence in memory, by a clock that the tests advance. */
class InMemoryPresenceStoreTest {

    private static final Duration KEEP = Duration.ofSeconds(15);

    /** A change of a member in a channel. */
    private record Change(String channel, Member before, Member after) {}

    private final SettableClock clock = new SettableClock();
    private final InMemoryPresenceStore store = new InMemoryPresenceStore(clock);
    private final List<Change> changes = new ArrayList<>();
    private final Runnable end =
            store.follow((channel, before, after) -> changes.add(new Change(channel, before, after)));

    private static Member ada(Object info) {
        return new Member("ada", info);
    }

    private List<Member> members(String channel) {
        return store.members(channel).toCompletableFuture().join().members();
    }

    private int count(String channel) {
        return store.count(channel).toCompletableFuture().join();
    }

    private Set<String> renew(String... sessions) {
        return store.renew(List.of(sessions), KEEP).toCompletableFuture().join();
    }

    private List<Change> takeChanges() {
        List<Change> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }

    @Test
    void membersAreSortedAndCounted() {
        store.enter("room", "s2", new Member("carol", null), KEEP);
        store.enter("room", "s1", ada("info"), KEEP);
        store.enter("room", "s3", new Member("bob", 1L), KEEP);

        assertThat(members("room")).containsExactly(ada("info"), new Member("bob", 1L), new Member("carol", null));
        assertThat(count("room")).isEqualTo(3);
        assertThat(members("other")).isEmpty();
        assertThat(count("other")).isZero();
    }

    @Test
    void aMemberWithSeveralSessionsStaysUntilTheLastLeaves() {
        store.enter("room", "phone", ada(null), KEEP);
        store.enter("room", "laptop", ada(null), KEEP);
        store.enter("room", "laptop", ada(null), KEEP);
        assertThat(takeChanges()).containsExactly(new Change("room", null, ada(null)));
        assertThat(count("room")).isEqualTo(1);

        store.leave("room", "phone");
        store.leave("room", "phone");
        store.leave("room", "unknown");
        store.leave("unknown", "laptop");
        assertThat(takeChanges()).isEmpty();
        store.leave("room", "laptop");
        assertThat(takeChanges()).containsExactly(new Change("room", ada(null), null));
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void theLatestInfoOfTheSessionsCounts() {
        store.enter("room", "phone", ada("phone"), KEEP);
        store.enter("room", "laptop", ada("laptop"), KEEP);
        store.enter("room", "watch", ada(null), KEEP);
        assertThat(members("room")).containsExactly(ada("laptop"));
        // The same again is a renewal.
        store.enter("room", "phone", ada("phone"), KEEP);
        assertThat(members("room")).containsExactly(ada("laptop"));
        store.enter("room", "phone", ada("new"), KEEP);
        assertThat(members("room")).containsExactly(ada("new"));
        store.enter("room", "phone", ada(null), KEEP);
        assertThat(members("room")).containsExactly(ada("laptop"));
        store.leave("room", "laptop");
        assertThat(members("room")).containsExactly(ada(null));

        assertThat(takeChanges())
                .containsExactly(
                        new Change("room", null, ada("phone")),
                        new Change("room", ada("phone"), ada("laptop")),
                        new Change("room", ada("laptop"), ada("new")),
                        new Change("room", ada("new"), ada("laptop")),
                        new Change("room", ada("laptop"), ada(null)));
    }

    @Test
    void aSessionThatEntersAsAnotherMemberLeavesAsTheFirst() {
        store.enter("room", "s", ada(null), KEEP);
        store.enter("room", "s", new Member("bob", null), KEEP);

        assertThat(members("room")).containsExactly(new Member("bob", null));
        store.leave("room", "s");
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void aSessionThatIsNotRenewedLeavesAllItsChannels() {
        store.enter("a", "kept", ada(null), KEEP);
        store.enter("a", "lost", new Member("bob", null), KEEP);
        store.enter("b", "lost", new Member("bob", null), KEEP);
        store.enter("a", "long", new Member("carol", null), KEEP.multipliedBy(4));
        takeChanges();

        clock.advance(KEEP);
        assertThat(renew("kept", "unknown")).containsExactly("unknown");
        assertThat(takeChanges()).isEmpty();
        clock.advance(Duration.ofNanos(1));
        renew("kept");
        assertThat(takeChanges())
                .containsExactlyInAnyOrder(
                        new Change("a", new Member("bob", null), null), new Change("b", new Member("bob", null), null));
        assertThat(renew("kept", "lost")).containsExactly("lost");
        clock.advance(KEEP.multipliedBy(4));
        renew();
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void aSessionIsRenewedAfterALongPauseBeforeOthersAreRemoved() {
        store.enter("room", "s", ada(null), KEEP);
        takeChanges();

        clock.advance(Duration.ofHours(1));
        assertThat(renew("s")).isEmpty();
        assertThat(takeChanges()).isEmpty();
    }

    @Test
    void theLastTimeToLiveCounts() {
        store.enter("a", "s", ada(null), Duration.ofHours(1));
        store.enter("b", "s", ada(null), KEEP);
        clock.advance(KEEP.plusNanos(1));
        renew();
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void aFollowerThatHasEndedGetsNothing() {
        end.run();
        store.enter("room", "s", ada(null), KEEP);
        assertThat(changes).isEmpty();
    }

    @Test
    void changesOfManyThreadsLeaveNothingBehind() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Change> all = Collections.synchronizedList(changes);
        try {
            end.run();
            store.follow((channel, before, after) -> all.add(new Change(channel, before, after)));
            CyclicBarrier barrier = new CyclicBarrier(threads);
            List<Future<?>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String session = "s" + thread;
                tasks.add(pool.submit(() -> {
                    barrier.await();
                    for (int i = 0; i < 5_000; i++) {
                        store.enter("c" + i % 3, session, ada(i % 7 == 0 ? null : session + i), KEEP);
                        store.leave("c" + (i + 1) % 3, session);
                    }
                    for (int i = 0; i < 3; i++) {
                        store.leave("c" + i, session);
                    }
                    return null;
                }));
            }
            for (Future<?> task : tasks) {
                task.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(store.isEmpty()).isTrue();
        for (int i = 0; i < 3; i++) {
            String channel = "c" + i;
            Member now = null;
            for (Change change : all) {
                if (change.channel().equals(channel)) {
                    // Each change begins where the one before it ended.
                    assertThat(change.before()).isEqualTo(now);
                    now = change.after();
                }
            }
            assertThat(now).isNull();
        }
    }
}
