package dev.webshocket.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Member;
import dev.webshocket.spi.extension.PresenceStore;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for each store of presence. */
public abstract class PresenceStoreContract {

    /** A change of a member in a channel. */
    protected record Change(String channel, Member before, Member after) {}

    /** All changes that the store has told. */
    protected final List<Change> changes = new CopyOnWriteArrayList<>();

    private int taken;
    private Runnable end;

    /** Returns the store, always the same. */
    protected abstract PresenceStore store();

    /** Returns how long sessions are kept in tests that wait for their end. */
    protected abstract Duration shortest();

    /** Lets a part of {@link #shortest} pass. */
    protected abstract void pass();

    @BeforeEach
    void follow() {
        end = store().follow((channel, before, after) -> changes.add(new Change(channel, before, after)));
    }

    /** Waits for the answer of a store. */
    protected static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    protected static Member ada(Object info) {
        return new Member("ada", info);
    }

    protected void enter(String channel, String session, Member member) {
        join(store().enter(channel, session, member, Duration.ofMinutes(10)));
    }

    protected void leave(String channel, String session) {
        join(store().leave(channel, session));
    }

    protected Set<String> renew(String... sessions) {
        return join(store().renew(List.of(sessions), shortest()));
    }

    protected List<Member> members(String channel) {
        return join(store().members(channel)).members();
    }

    protected int count(String channel) {
        return join(store().count(channel));
    }

    /** Waits until exactly these changes have been told since the last call, in this order. */
    protected void assertChanges(Change... expected) {
        await().atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(changes.size()).isGreaterThanOrEqualTo(taken + expected.length));
        assertThat(changes.subList(taken, changes.size())).containsExactly(expected);
        taken = changes.size();
    }

    @Test
    void membersAreSortedAndCounted() {
        enter("room", "s2", new Member("carol", null));
        enter("room", "s1", ada("info"));
        enter("room", "s3", new Member("bob", 1L));

        assertThat(members("room")).containsExactly(ada("info"), new Member("bob", 1L), new Member("carol", null));
        assertThat(count("room")).isEqualTo(3);
        assertThat(members("other")).isEmpty();
        assertThat(count("other")).isZero();
    }

    @Test
    void whatIsReadHasAllThatWasEnteredBefore() {
        for (int i = 0; i < 100; i++) {
            store().enter("room", "s" + i, new Member("m" + i, null), Duration.ofMinutes(10));
            assertThat(members("room")).hasSize(i + 1);
        }
    }

    @Test
    void aMemberWithSeveralSessionsStaysUntilTheLastLeaves() {
        enter("room", "phone", ada(null));
        enter("room", "laptop", ada(null));
        enter("room", "laptop", ada(null));
        assertChanges(new Change("room", null, ada(null)));
        assertThat(count("room")).isEqualTo(1);

        leave("room", "phone");
        leave("room", "phone");
        leave("room", "unknown");
        leave("unknown", "laptop");
        leave("room", "laptop");
        assertChanges(new Change("room", ada(null), null));
        assertThat(members("room")).isEmpty();
        assertThat(count("room")).isZero();
    }

    @Test
    void theLatestInfoOfTheSessionsCounts() {
        enter("room", "phone", ada("phone"));
        enter("room", "laptop", ada("laptop"));
        enter("room", "watch", ada(null));
        assertThat(members("room")).containsExactly(ada("laptop"));
        // The same again is a renewal.
        enter("room", "phone", ada("phone"));
        assertThat(members("room")).containsExactly(ada("laptop"));
        enter("room", "phone", ada("new"));
        assertThat(members("room")).containsExactly(ada("new"));
        enter("room", "phone", ada(null));
        assertThat(members("room")).containsExactly(ada("laptop"));
        leave("room", "laptop");
        assertThat(members("room")).containsExactly(ada(null));

        assertChanges(
                new Change("room", null, ada("phone")),
                new Change("room", ada("phone"), ada("laptop")),
                new Change("room", ada("laptop"), ada("new")),
                new Change("room", ada("new"), ada("laptop")),
                new Change("room", ada("laptop"), ada(null)));
    }

    @Test
    void aSessionThatEntersAsAnotherMemberLeavesAsTheFirst() {
        enter("room", "s", ada("info"));
        enter("room", "s", new Member("bob", null));

        assertThat(members("room")).containsExactly(new Member("bob", null));
        leave("room", "s");
        assertChanges(
                new Change("room", null, ada("info")),
                new Change("room", ada("info"), null),
                new Change("room", null, new Member("bob", null)),
                new Change("room", new Member("bob", null), null));
        assertThat(count("room")).isZero();
    }

    @Test
    void infosAreAnyPlainValues() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("text", "\u00e4\ud83d\ude00\u0000");
        info.put("numbers", List.of(0L, -1L, Long.MAX_VALUE, BigInteger.ONE.shiftLeft(63), 3.0, -0.5e-300));
        info.put("others", List.of(true, false, Instant.ofEpochSecond(1, 5), Map.of(), List.of(), ""));
        info.put("nothing", null);
        enter("room", "s", ada(info));
        assertThat(members("room")).containsExactly(ada(info));
        assertChanges(new Change("room", null, ada(info)));
        enter("room", "t", new Member("bytes", new byte[] {0, -1, 58}));
        assertThat(members("room").get(1).info()).isEqualTo(new byte[] {0, -1, 58});
    }

    @Test
    void namesAreAnyTexts() {
        List<String> names =
                List.of("a", "a:", "a\u0000", "a\u0000b", "{a}", "1:2", "\u00e4\ud83d\ude00\n", "a/b", "\u00ff");
        for (String channel : names) {
            for (String id : names) {
                enter(channel, id + "/1", new Member(id, id + "1"));
                enter(channel, id + "/2", new Member(id, id + "2"));
            }
        }
        for (String channel : names) {
            assertThat(members(channel))
                    .containsExactlyInAnyOrderElementsOf(
                            names.stream().map(id -> new Member(id, id + "2")).toList());
            for (String id : names) {
                leave(channel, id + "/2");
            }
            assertThat(members(channel))
                    .containsExactlyInAnyOrderElementsOf(
                            names.stream().map(id -> new Member(id, id + "1")).toList());
        }
    }

    @Test
    void aSessionThatIsNotRenewedLeavesAllItsChannels() {
        Duration keep = shortest();
        join(store().enter("a", "kept", ada(null), keep));
        join(store().enter("a", "lost", new Member("bob", null), keep));
        join(store().enter("b", "lost", new Member("bob", null), keep));
        join(store().enter("a", "long", new Member("carol", null), keep.multipliedBy(1_000)));
        assertThat(renew("kept", "lost", "unknown")).containsExactly("unknown");
        await().atMost(60, TimeUnit.SECONDS).pollInterval(Duration.ofMillis(10)).until(() -> {
            pass();
            renew("kept");
            return count("b") == 0 && count("a") == 2;
        });
        assertThat(members("a")).containsExactly(ada(null), new Member("carol", null));
        assertThat(renew("kept", "lost")).contains("lost");
        await().atMost(60, TimeUnit.SECONDS).until(() -> changes.size() >= 6);
        Change left = new Change("a", new Member("bob", null), null);
        assertThat(changes)
                .contains(left, new Change("b", new Member("bob", null), null))
                .hasSize(6);
    }

    @Test
    void aFollowerThatHasEndedGetsNothing() {
        List<String> others = new CopyOnWriteArrayList<>();
        store().follow((channel, before, after) -> others.add(channel));
        end.run();
        enter("room", "s", ada(null));
        await().atMost(60, TimeUnit.SECONDS).until(() -> !others.isEmpty());
        assertThat(changes).isEmpty();
    }

    @Test
    void changesOfManyThreadsLeaveNothingBehind() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier barrier = new CyclicBarrier(threads);
            List<Future<?>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String session = "s" + thread;
                tasks.add(pool.submit(() -> {
                    barrier.await();
                    CompletionStage<?> last = null;
                    for (int i = 0; i < 2_000; i++) {
                        Member member = ada(i % 7 == 0 ? null : session + i);
                        store().enter("c" + i % 3, session, member, Duration.ofMinutes(10));
                        last = store().leave("c" + (i + 1) % 3, session);
                        if (i % 100 == 0) {
                            join(last);
                        }
                    }
                    for (int i = 0; i < 3; i++) {
                        last = store().leave("c" + i, session);
                        join(last);
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
        for (int i = 0; i < 3; i++) {
            String channel = "c" + i;
            assertThat(count(channel)).isZero();
            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(afterAll(channel)).isNull());
        }
    }

    /** Returns the last state of the only member of a channel, after each change has begun where the one before it ended. */
    private Member afterAll(String channel) {
        Member now = null;
        for (Change change : changes) {
            if (change.channel().equals(channel)) {
                assertThat(change.before()).isEqualTo(now);
                now = change.after();
            }
        }
        return now;
    }

    /** Sessions enter and leave at random; {@code -Dpresence.seed=SEED} repeats a run. */
    @Test
    void aModelAgrees() {
        long seed = Long.getLong("presence.seed", System.nanoTime());
        System.out.println("presence.seed=" + seed);
        Random random = new Random(seed);
        Map<String, Map<String, Map<String, Object>>> model = new HashMap<>();
        Map<List<String>, String> ids = new HashMap<>();
        for (int i = 0; i < 1_500; i++) {
            String channel = "room." + random.nextInt(3);
            String session = "s" + random.nextInt(8);
            Map<String, Map<String, Object>> members = model.computeIfAbsent(channel, name -> new HashMap<>());
            String known = ids.get(List.of(channel, session));
            if (random.nextInt(3) == 0) {
                store().leave(channel, session);
                leave(members, ids.remove(List.of(channel, session)), session);
            } else {
                String id = "m" + (random.nextInt(20) == 0 ? random.nextInt(3) : session.hashCode() % 3);
                Object info = random.nextInt(3) == 0 ? null : "info " + random.nextInt(3);
                store().enter(channel, session, new Member(id, info), Duration.ofMinutes(10));
                if (!id.equals(known)) {
                    leave(members, known, session);
                }
                ids.put(List.of(channel, session), id);
                Map<String, Object> infos = members.computeIfAbsent(id, name -> new LinkedHashMap<>());
                if (!infos.containsKey(session) || !Objects.equals(infos.get(session), info)) {
                    infos.remove(session);
                    infos.put(session, info);
                }
            }
            if (i % 50 == 0) {
                model.forEach((name, expected) -> assertThat(members(name)).isEqualTo(latest(expected)));
            }
        }
        model.forEach((name, expected) -> {
            assertThat(members(name)).isEqualTo(latest(expected));
            assertThat(count(name)).isEqualTo(latest(expected).size());
            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(told(name)).isEqualTo(latest(expected)));
        });
    }

    private static void leave(Map<String, Map<String, Object>> members, String id, String session) {
        if (id != null) {
            members.get(id).remove(session);
            members.values().removeIf(Map::isEmpty);
        }
    }

    private static List<Member> latest(Map<String, Map<String, Object>> members) {
        SortedMap<String, Member> sorted = new TreeMap<>();
        members.forEach((id, infos) -> {
            Object latest = null;
            for (Object info : infos.values()) {
                latest = info == null ? latest : info;
            }
            sorted.put(id, new Member(id, latest));
        });
        return List.copyOf(sorted.values());
    }

    /** Returns the members by the changes, each of which begins where the one before it ended. */
    private List<Member> told(String channel) {
        SortedMap<String, Member> members = new TreeMap<>();
        for (Change change : changes) {
            if (change.channel().equals(channel)) {
                Member any = change.before() == null ? change.after() : change.before();
                assertThat(change.before()).isEqualTo(members.get(any.id()));
                if (change.after() == null) {
                    members.remove(any.id());
                } else {
                    members.put(any.id(), change.after());
                }
            }
        }
        return List.copyOf(members.values());
    }
}
