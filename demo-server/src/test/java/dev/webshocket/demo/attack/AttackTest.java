package dev.webshocket.demo.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attacks a server with a heap of 256 MB, mostly the unchanged demo. A polite client is served all the time, and
 * nothing remains in memory afterwards. Each attack takes 3 seconds; with {@code -Pattacks} it takes 60, and the polite
 * client's latency is checked too. Server, attackers and polite client are three processes.
 */
@Tag("slow")
@Timeout(600)
class AttackTest {

    private static final long SECONDS = Long.getLong("attack.seconds", 3);
    /** In less time a single pause of the machine could affect more than one percent of the calls. */
    private static final boolean LONG = SECONDS >= 30;

    /** As long as a short attack, so that it fills as much. */
    private static final long WARM_UP_SECONDS = 3;

    @TempDir
    static Path directory;

    private static final Map<Class<?>, Target> TARGETS = new HashMap<>();

    /**
     * The target of an attack.
     *
     * @param before the reachable bytes without any connection
     */
    private record Target(AttackedServer server, long before) {}

    @BeforeAll
    static void start() throws Exception {
        for (Attack attack : Attack.values()) {
            if (!TARGETS.containsKey(attack.target())) {
                TARGETS.put(attack.target(), start(attack.target()));
            }
        }
    }

    private static Target start(Class<?> main) throws Exception {
        AttackedServer server = new AttackedServer(main, directory);
        // Warm up, so that loaded classes and filled pools do not count. An idle thread of a pool on Java 17 stays for
        // long.
        for (Attack attack : Attack.values()) {
            if (attack.target() == main) {
                attack.run(server.port(), System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS));
            }
        }
        try (PoliteClient polite = new PoliteClient(server.uri())) {
            polite.callUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500));
        }
        long[] least = {Long.MAX_VALUE};
        // The server releases the memory of connections when it notices their end.
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    long now = server.liveBytes();
                    boolean settled = now > least[0] - 200_000;
                    least[0] = Math.min(least[0], now);
                    return settled;
                });
        return new Target(server, least[0]);
    }

    @AfterAll
    static void stop() {
        TARGETS.values().forEach(target -> target.server().close());
    }

    @ParameterizedTest
    @EnumSource
    void aPoliteClientIsServedAndNothingLeaks(Attack attack) throws Exception {
        AttackedServer server = TARGETS.get(attack.target()).server();
        int logged = server.log().length();
        try (PoliteClient polite = new PoliteClient(server.uri())) {
            Process attackers = server.attackers(attack, SECONDS);
            try {
                polite.callWhile(attackers::isAlive);
            } finally {
                attackers.destroyForcibly();
            }
            assertThat(attackers.waitFor()).as("how the attackers ended").isZero();
            System.out.println(attack + ": " + polite.calls() + " calls of a polite client, 50 % within "
                    + polite.percentile(50) + " ms, 99 % within " + polite.percentile(99) + " ms");
            if (LONG) {
                assertThat(polite.percentile(99)).isLessThan(250);
            }
        }
        assertThat(server.isAlive()).as("server, whose log is %s", server.log()).isTrue();
        String log = server.log().substring(logged);
        assertThat(log).doesNotContain("OutOfMemoryError").doesNotContain("\n" + Attack.FORGED);
        assertThat(log.length()).as("characters logged: %s", log).isLessThan((int) (20_000 + 4_000 * SECONDS));
        long before = TARGETS.get(attack.target()).before();
        long most = before + before / 10;
        long now = server.liveBytes();
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90); now > most && System.nanoTime() < end; ) {
            Thread.sleep(500);
            now = server.liveBytes();
        }
        System.out.println(attack + ": " + before + " bytes reachable before the attacks, " + now + " afterwards");
        assertThat(now).as(() -> "bytes reachable, most in " + largest(server)).isLessThanOrEqualTo(most);
    }

    /** Describes the largest parts of the heap, to find leaks. */
    private static String largest(AttackedServer server) {
        try {
            return server.histogram().lines().limit(40).collect(Collectors.joining("\n"));
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }
}
