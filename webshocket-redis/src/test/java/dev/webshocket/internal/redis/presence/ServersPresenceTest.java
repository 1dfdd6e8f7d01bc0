package dev.webshocket.internal.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Member;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import dev.webshocket.support.RecordedLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Presence of several servers on one real Redis. */
@Tag("slow")
@Timeout(300)
class ServersPresenceTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Member ADA = new Member("ada", null);
    private static final Member BOB = new Member("bob", "info");

    /** A change of a member in a channel. */
    private record Change(String channel, Member before, Member after) {}

    /** Keeps what a server has heard. */
    private static final class Heard implements PresenceStore.Follower {
        final List<Change> changes = new CopyOnWriteArrayList<>();
        final List<Predicate<String>> lost = new CopyOnWriteArrayList<>();

        @Override
        public void changed(String channel, Member before, Member after) {
            changes.add(new Change(channel, before, after));
        }

        @Override
        public void lost(Predicate<String> channels) {
            lost.add(channels);
        }

        List<Change> of(String channel) {
            return changes.stream()
                    .filter(change -> change.channel().equals(channel))
                    .toList();
        }
    }

    private final RedisServer redis = RedisServer.start();
    private final PresenceServer first;
    private final PresenceServer second;
    private final Heard heardByFirst = new Heard();
    private final Heard heardBySecond = new Heard();

    ServersPresenceTest() throws Exception {
        first = new PresenceServer(redis.url(), "first");
        second = new PresenceServer(redis.url(), "second");
    }

    @BeforeEach
    void follow() {
        first.store.follow(heardByFirst);
        second.store.follow(heardBySecond);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        redis.close();
    }

    private static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void enter(PresenceServer server, String channel, String session, Member member) {
        join(server.store.enter(channel, session, member, LONG));
    }

    private static Set<String> renew(PresenceServer server, Duration keep, String... sessions) {
        return join(server.store.renew(List.of(sessions), keep));
    }

    private static Collection<Member> members(PresenceServer server, String channel) {
        return join(server.store.members(channel)).members();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(60, TimeUnit.SECONDS).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
    }

    @Test
    void allServersHearTheSameChangesInTheSameOrder() {
        Random random = new Random(1);
        List<CompletionStage<Void>> last = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            RedisPresenceStore store = (i % 2 == 0 ? first : second).store;
            String session = "s" + i % 2 + random.nextInt(4);
            Member member = new Member("m" + random.nextInt(2), random.nextInt(3));
            last.add(random.nextBoolean() ? store.enter("room", session, member, LONG) : store.leave("room", session));
        }
        last.forEach(ServersPresenceTest::join);
        Map<String, Member> told = new HashMap<>();
        eventually(() -> {
            told.clear();
            for (Change change : heardByFirst.changes) {
                Member any = change.before() == null ? change.after() : change.before();
                assertThat(told.get(any.id())).isEqualTo(change.before());
                told.put(any.id(), change.after());
            }
            assertThat(told.values().stream().filter(Objects::nonNull))
                    .containsExactlyInAnyOrderElementsOf(members(second, "room"));
        });
        eventually(() -> assertThat(heardBySecond.changes).isEqualTo(heardByFirst.changes));
    }

    @Test
    void theMembersOfAKilledServerLeaveOnce() throws Exception {
        PresenceServer killed = new PresenceServer(redis.url(), "killed");
        int sessions = 700;
        for (int i = 0; i < sessions; i++) {
            killed.store.enter("room." + i % 5, "k" + i, new Member("killed " + i, null), SHORT);
        }
        enter(killed, "room.0", "k", ADA);
        enter(first, "room.0", "f", ADA);
        join(killed.store.renew(List.of("k"), SHORT));
        killed.close();
        eventually(() -> {
            renew(first, SHORT, "f");
            renew(second, SHORT);
            for (int i = 0; i < 5; i++) {
                assertThat(members(second, "room." + i)).isEqualTo(i == 0 ? List.of(ADA) : List.of());
            }
        });
        eventually(() -> assertThat(heardBySecond.changes).hasSize(2 * sessions + 1));
        assertThat(heardBySecond.changes.stream().filter(change -> change.after() == null))
                .hasSize(sessions)
                .doesNotHaveDuplicates();
    }

    @Test
    void nobodyLeavesWhoGoesOnAtAnotherServer() {
        join(first.store.enter("room", "s", BOB, SHORT));
        join(first.store.enter("hall", "s", BOB, SHORT));
        enter(second, "room", "s", BOB);
        // Late news of the server that has lost the session.
        join(first.store.leave("room", "s"));
        // In the hall it is no more: nobody has entered it again.
        eventually(() -> {
            assertThat(renew(second, SHORT, "s")).isEmpty();
            assertThat(members(second, "hall")).isEmpty();
        });
        assertThat(members(first, "room")).containsExactly(BOB);
        eventually(() -> assertThat(heardBySecond.changes)
                .containsExactlyInAnyOrder(
                        new Change("room", null, BOB), new Change("hall", null, BOB), new Change("hall", BOB, null)));
        join(second.store.leave("room", "s"));
        assertThat(members(first, "room")).isEmpty();
    }

    @Test
    void aServerThatTakesASessionBackByMistakeLosesItAgain() {
        enter(first, "room", "s", BOB);
        enter(second, "room", "s", BOB);
        // A late call of the first, which has been cut off.
        join(first.store.enter("room", "s", BOB, SHORT));
        assertThat(renew(second, SHORT, "s")).as("what to enter again").containsExactly("s");
        join(second.store.enter("room", "s", BOB, SHORT));
        long end = System.nanoTime() + SHORT.toNanos() * 2;
        eventually(() -> {
            assertThat(renew(second, SHORT, "s")).isEmpty();
            assertThat(System.nanoTime() - end).isPositive();
        });
        assertThat(members(first, "room")).containsExactly(BOB);
        assertThat(heardByFirst.changes).containsExactly(new Change("room", null, BOB));
    }

    @Test
    void nobodyLeavesWhileRedisIsStopped() {
        join(first.store.enter("room", "s", ADA, SHORT));
        join(second.store.enter("room", "t", BOB, SHORT));
        renew(first, SHORT, "s");
        renew(second, SHORT, "t");
        redis.freeze();
        CompletionStage<Set<String>> waiting = first.store.renew(List.of("s"), SHORT);
        long end = System.nanoTime() + SHORT.toNanos() * 2;
        eventually(() -> assertThat(System.nanoTime() - end).isPositive());
        redis.thaw();
        assertThat(join(waiting)).isEmpty();
        // The second server comes a little later.
        renew(first, SHORT, "s");
        assertThat(renew(second, SHORT, "t")).isEmpty();
        assertThat(members(first, "room")).containsExactly(ADA, BOB);
        assertThat(heardBySecond.changes).hasSize(2);
    }

    @Test
    void aServerThatWasCutOffHasTheTruthAgainSoon() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), redis.port()), any -> Fate.NONE);
                PresenceServer cutOff = new PresenceServer("redis://127.0.0.1:" + proxy.port(), "cut-off")) {
            Heard heard = new Heard();
            cutOff.store.follow(heard);
            join(cutOff.store.enter("room", "s", ADA, SHORT));
            enter(first, "room", "t", BOB);
            eventually(() -> assertThat(heard.changes).hasSize(2));
            proxy.refuse(true);
            proxy.cut(Cut.SILENCE);
            CompletionStage<Set<String>> waiting = cutOff.store.renew(List.of("s"), SHORT);
            eventually(() -> {
                renew(first, SHORT, "t");
                assertThat(members(first, "room")).containsExactly(BOB);
            });
            join(first.store.leave("room", "t"));
            enter(second, "hall", "u", BOB);

            proxy.refuse(false);
            assertThat(join(waiting)).containsExactly("s");
            enter(cutOff, "room", "s", ADA);
            Change[] expected = {
                new Change("room", null, ADA),
                new Change("room", null, BOB),
                new Change("room", ADA, null),
                new Change("room", BOB, null),
                new Change("room", null, ADA)
            };
            eventually(() -> assertThat(heard.of("room")).containsExactly(expected));
            eventually(() -> assertThat(heard.of("hall")).containsExactly(new Change("hall", null, BOB)));
            eventually(() -> assertThat(heardByFirst.of("room")).containsExactly(expected));
            assertThat(members(cutOff, "room")).containsExactly(ADA);
        }
    }

    @Test
    void changesSurviveARestartOfRedisWithItsData() {
        enter(first, "room", "s", ADA);
        redis.kill();
        CompletionStage<Void> entered = first.store.enter("room", "t", BOB, LONG);
        CompletionStage<Void> left = first.store.leave("room", "s");
        redis.restart();
        join(entered);
        join(left);
        Change[] expected = {new Change("room", null, ADA), new Change("room", null, BOB), new Change("room", ADA, null)
        };
        eventually(() -> assertThat(heardBySecond.changes).containsExactly(expected));
        eventually(() -> assertThat(heardByFirst.changes).containsExactly(expected));
        assertThat(members(second, "room")).containsExactly(BOB);
    }

    @Test
    void aRedisThatHasLostItsDataIsFilledAgain() {
        enter(first, "room", "s", ADA);
        enter(second, "room", "t", BOB);
        eventually(() -> assertThat(heardBySecond.changes).hasSize(2));
        heardBySecond.lost.clear();
        redis.kill();
        redis.restartEmpty();
        assertThat(renew(first, LONG, "s")).containsExactly("s");
        assertThat(members(first, "room")).isEmpty();
        enter(first, "room", "s", ADA);
        assertThat(renew(first, LONG, "s")).isEmpty();
        assertThat(members(second, "room")).containsExactly(ADA);
        eventually(() -> assertThat(heardBySecond.lost).anyMatch(channels -> channels.test("room")));
        assertThat(heardBySecond.lost).noneMatch(channels -> channels.test("room") && channels.test("hall"));
    }

    @Test
    void tenThousandMembersAreReadInPagesAndCounted() {
        List<CompletionStage<Void>> entered = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            entered.add(first.store.enter("room", "s" + i, new Member("member " + i, "info " + i), LONG));
            if (entered.size() == 1_000) {
                entered.forEach(ServersPresenceTest::join);
                entered.clear();
            }
        }
        assertThat(join(second.store.count("room"))).isEqualTo(10_000);
        assertThat(members(second, "room"))
                .containsExactlyElementsOf(IntStream.range(0, 10_000)
                        .mapToObj(i -> new Member("member " + i, "info " + i))
                        .sorted((a, b) -> a.id().compareTo(b.id()))
                        .toList());
        eventually(() -> assertThat(heardBySecond.of("room")).hasSize(10_000));
        enter(second, "room", "one more", BOB);
        eventually(() ->
                assertThat(heardByFirst.of("room")).hasSize(10_001).last().isEqualTo(new Change("room", null, BOB)));
    }

    @Test
    void aChangeThatCannotBeReadIsALoss() {
        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            first.store.appended(3, 1, 0, new byte[] {0, 0, 0, 9, 1});
            assertThat(RecordedLog.text(log.records().get(0))).contains("WEBSHOCKET-0421: ");
        }
        assertThat(heardByFirst.lost).isNotEmpty();
    }
}
