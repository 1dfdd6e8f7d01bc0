package dev.webshocket.internal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.webshocket.redis.support.Clusters;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.ClusterContext;
import dev.webshocket.spi.extension.Publication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Opening and closing: without a URL, with a password, over TLS; and what is left after it. */
@Tag("slow")
@Timeout(180)
class RedisProviderTest {

    @TempDir
    Path directory;

    /** Publishes and gets what was published. */
    private static void use(Cluster cluster) throws Exception {
        assertThat(cluster.state().isReady()).isTrue();
        byte[] text = "x".getBytes(UTF_8);
        cluster.messages()
                .append(new Publication("a", text, text, null, Set.of()))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void withoutAUrlThereIsNoCluster() {
        assertThat(Cluster.open(Clusters.context(""))).isEmpty();
    }

    @Test
    void aWrongSettingStopsTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cluster.open(Clusters.context("redis://a", "patience", "forever")))
                .withMessageStartingWith("WEBSHOCKET-0401: webshocket.redis.patience must be ");
    }

    @Test
    void userAndPasswordAreUsedAndWrongOnesStopTheStart() throws Exception {
        try (RedisServer redis =
                RedisServer.start("--requirepass", "s:e/c@ret", "--user", "app", "on", ">p%w", "~*", "&*", "+@all")) {
            String host = "127.0.0.1:" + redis.port();
            try (Cluster cluster = open("redis://:s%3Ae%2Fc%40ret@" + host)) {
                use(cluster);
            }
            try (Cluster cluster = open("redis://app:p%25w@" + host)) {
                use(cluster);
            }
            for (String login : List.of("", ":wrong@", "app:wrong@")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> open("redis://" + login + host))
                        .withMessageStartingWith("WEBSHOCKET-0402: Redis at " + host + " refuses user and password")
                        .withMessageNotContaining("wrong@");
            }
        }
    }

    private static Cluster open(String url, String... more) {
        return Cluster.open(Clusters.context(url, more)).orElseThrow();
    }

    @Test
    void tlsVerifiesTheCertificate() throws Exception {
        Path certificate = certificate("localhost", "DNS:localhost");
        Path other = certificate("other", "DNS:localhost");
        try (RedisServer redis = tls(certificate)) {
            try (Cluster cluster = open(redis.url(), "certificates", certificate.toString())) {
                use(cluster);
            }
            try (Cluster cluster = open(redis.url(), "patience", "500ms", "certificates", other.toString())) {
                assertThat(cluster.state().isReady()).isFalse();
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> open(
                            redis.url(),
                            "certificates",
                            directory.resolve("none.pem").toString()))
                    .withMessageStartingWith("WEBSHOCKET-0414: webshocket.redis.certificates must name a file");
        }
    }

    @Test
    void tlsVerifiesTheHostName() throws Exception {
        Path certificate = certificate("elsewhere", "DNS:elsewhere.example");
        try (RedisServer redis = tls(certificate);
                Cluster cluster = open(redis.url(), "patience", "500ms", "certificates", certificate.toString())) {
            assertThat(cluster.state().isReady()).isFalse();
        }
    }

    private RedisServer tls(Path certificate) {
        return RedisServer.startTls(
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key(certificate).toString(),
                "--tls-ca-cert-file",
                certificate.toString(),
                "--tls-auth-clients",
                "no");
    }

    private static Path key(Path certificate) {
        return certificate.resolveSibling(certificate.getFileName() + ".key");
    }

    /** Makes a certificate that vouches for itself, and its key beside it. */
    private Path certificate(String name, String subject) throws Exception {
        Path file = directory.resolve(name + ".pem");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + name,
                        "-addext",
                        "subjectAltName=" + subject,
                        "-keyout",
                        key(file).toString(),
                        "-out",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("openssl.log").toFile())
                .start();
        assertThat(openssl.waitFor())
                .as(Files.readString(directory.resolve("openssl.log")))
                .isZero();
        return file;
    }

    @Test
    void closingEndsAllThreadsAndConnections() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        try (RedisServer redis = RedisServer.start()) {
            ClusterContext given = Clusters.context(redis.url());
            ClusterContext context = new ClusterContext(
                    given.application(),
                    given.properties(),
                    given.loader(),
                    given.jsonb(),
                    given.settings(),
                    action -> {
                        Thread thread = given.threads().newThread(action);
                        threads.add(thread);
                        return thread;
                    });
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            Cluster cluster = Cluster.open(context).orElseThrow();
            use(cluster);
            assertThat(threads)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(thread -> assertThat(thread.getName()).startsWith("webshocket-redis-"));
            cluster.close();
            cluster.close();
            assertThat(threads).noneMatch(Thread::isAlive);
            // Neither has Jedis threads of its own.
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> !before.contains(thread))
                            .noneMatch(thread -> thread.getName().matches("(?i).*(redis|jedis|pool|evict).*")));
            try (redis.clients.jedis.Jedis jedis = new redis.clients.jedis.Jedis("127.0.0.1", redis.port())) {
                await().atMost(60, TimeUnit.SECONDS)
                        .until(() -> jedis.clientList().lines().count() == 1);
            }
        }
    }

    @Test
    void closingWhileRedisIsAwayEndsAllThreadsToo() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        try (RedisServer redis = RedisServer.start()) {
            ClusterContext given = Clusters.context(redis.url());
            Cluster cluster = Cluster.open(new ClusterContext(
                            given.application(),
                            given.properties(),
                            given.loader(),
                            given.jsonb(),
                            given.settings(),
                            action -> {
                                Thread thread = given.threads().newThread(action);
                                threads.add(thread);
                                return thread;
                            }))
                    .orElseThrow();
            redis.freeze();
            cluster.close();
            assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
        }
    }
}
