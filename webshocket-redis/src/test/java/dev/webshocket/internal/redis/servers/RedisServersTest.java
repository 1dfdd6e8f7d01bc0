package dev.webshocket.internal.redis.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.redis.support.Clusters;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import dev.webshocket.support.RecordedLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is alive, and questions between servers. */
@Tag("slow")
@Timeout(180)
class RedisServersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RedisServer redis = RedisServer.start();
    private final List<Cluster> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Cluster::close);
        redis.close();
    }

    private Cluster open() {
        Cluster cluster = Clusters.open(redis);
        opened.add(cluster);
        return cluster;
    }

    private static void answering(Cluster cluster, String name) {
        cluster.servers().answer(question -> (name + " " + new String(question, UTF_8)).getBytes(UTF_8));
    }

    private static List<String> ask(Cluster cluster, String question, Duration patience) throws Exception {
        return cluster
                .servers()
                .ask(question.getBytes(UTF_8), patience)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .stream()
                .map(answer -> new String(answer, UTF_8))
                .toList();
    }

    private static void awaitServers(Cluster seenBy, Cluster... alive) {
        List<String> ids = List.of(alive).stream()
                .map(each -> each.servers().self())
                .sorted()
                .toList();
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> seenBy.state().servers().equals(ids));
    }

    @Test
    void serversKnowEachOther() {
        Cluster one = open();
        Cluster other = open();
        assertThat(one.servers().self())
                .matches("[a-z0-9]{8}")
                .isEqualTo(one.state().server());
        awaitServers(one, one, other);
        awaitServers(other, one, other);
        other.close();
        awaitServers(one, one);
    }

    @Test
    void aServerThatIsSilentIsTakenForDead() {
        CuttingProxy proxy = new CuttingProxy(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), redis.port()), number -> Fate.NONE);
        Cluster one = open();
        Cluster away = Cluster.open(Clusters.context("redis://127.0.0.1:" + proxy.port()))
                .orElseThrow();
        opened.add(away);
        awaitServers(one, one, away);
        proxy.refuse(true);
        proxy.cut(Cut.SILENCE);
        awaitServers(one, one);
        awaitServers(away, away);
        proxy.refuse(false);
        awaitServers(one, one, away);
        awaitServers(away, one, away);
        proxy.close();
    }

    @Test
    void allOthersAreAsked() throws Exception {
        Cluster one = open();
        Cluster two = open();
        Cluster three = open();
        answering(one, "one");
        answering(two, "two");
        answering(three, "three");
        awaitServers(one, one, two, three);
        assertThat(ask(one, "who?", PATIENCE)).containsExactlyInAnyOrder("two who?", "three who?");
        assertThat(one.servers()
                        .ask(new byte[100_000], PATIENCE)
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS))
                .hasSize(2);
    }

    @Test
    void aServerAloneHasNoAnswers() throws Exception {
        Cluster one = open();
        answering(one, "one");
        assertThat(ask(one, "who?", PATIENCE)).isEmpty();
    }

    @Test
    void whoDoesNotAnswerInTimeIsLeftOut() throws Exception {
        Cluster one = open();
        Cluster two = open();
        Cluster failing = open();
        Cluster silent = open();
        answering(two, "two");
        failing.servers().answer(question -> {
            throw new IllegalStateException("on purpose");
        });
        awaitServers(one, one, two, failing, silent);
        try (RecordedLog lines = RecordedLog.of("dev.webshocket")) {
            assertThat(ask(one, "who?", Duration.ofSeconds(3))).containsExactly("two who?");
            assertThat(lines.records().get(0).getMessage())
                    .isEqualTo("WEBSHOCKET-0411: a question of another server cannot be answered");
        }
    }

    @Test
    void questionsAreHeardAgainWhenRedisIsBack() throws Exception {
        Cluster one = open();
        Cluster two = open();
        answering(two, "two");
        awaitServers(one, one, two);
        redis.kill();
        await().atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThatThrownBy(() -> ask(one, "who?", Duration.ofMillis(100)))
                        .hasMessageContaining("WEBSHOCKET-0403"));
        redis.restart();
        await().atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> ask(one, "who?", Duration.ofSeconds(1)).equals(List.of("two who?")));
    }

    @Test
    void aClosedServerFailsWhatWaits() throws Exception {
        Cluster one = open();
        Cluster silent = open();
        awaitServers(one, one, silent);
        var answers = one.servers().ask(new byte[0], PATIENCE).toCompletableFuture();
        one.close();
        assertThatThrownBy(() -> answers.get(60, TimeUnit.SECONDS)).hasMessageContaining("WEBSHOCKET-0407");
    }
}
