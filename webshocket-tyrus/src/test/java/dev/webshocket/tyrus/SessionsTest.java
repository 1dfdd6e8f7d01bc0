package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.CountingClient;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.TestCertificates;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions of version 2 on the links of the embedded server, which stop reading from a client whose lane is full. */
@Tag("slow")
class SessionsTest {

    private static final int CALLS = 200;

    @ApplicationScoped
    @WebSocketHandler("/ws")
    public static class Handler {

        static volatile Gate gate;

        @RpcMethod
        public int count(ClientConnection connection) {
            int next = bump(connection);
            connection.send(next);
            return next;
        }

        @RpcMethod
        public int bump(ClientConnection connection) {
            int next = connection.has("count") ? connection.get("count", Integer.class) + 1 : 1;
            connection.set("count", next);
            return next;
        }

        @RpcMethod
        public int held(ClientConnection connection) throws InterruptedException {
            gate.held().countDown();
            gate.open().await();
            return bump(connection);
        }

        @RpcMethod
        public String name(ClientConnection connection) {
            return connection.principal().map(Principal::getName).orElse("nobody");
        }
    }

    /** Holds a call. */
    private record Gate(CountDownLatch held, CountDownLatch open) {

        Gate() {
            this(new CountDownLatch(1), new CountDownLatch(1));
        }
    }

    private static WebSocketServer start(WebshocketSettings settings) {
        return WebSocketServer.builder()
                .port(0)
                .handlers(Handler.class)
                .settings(settings)
                .start();
    }

    private static List<Object> counts(int last) {
        return LongStream.rangeClosed(1, last).<Object>mapToObj(Long::valueOf).toList();
    }

    /** A lane in which no call ends for a second refuses further calls. On a slow machine some are; they count as answered. */
    @ParameterizedTest
    @EnumSource
    void whatWaitsBehindAFullLaneIsNeitherLostNorRepeated(Wire wire) throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .waitingCalls(2)
                .shutdownGrace(Duration.ZERO)
                .build();
        Gate gate = new Gate();
        Handler.gate = gate;
        try (WebSocketServer server = start(settings);
                SessionSocket first = SessionSocket.connect(server.uri("/ws"), wire)) {
            first.hello(null, 0);
            Welcome welcome = first.welcome();
            first.ack(0);
            first.request("c0", "held");
            assertThat(gate.held().await(20, TimeUnit.SECONDS)).isTrue();
            long since = System.nanoTime();
            for (int i = 1; i < CALLS; i++) {
                first.request("c" + i, "bump");
            }
            try (SessionSocket second = SessionSocket.resume(server.uri("/ws"), wire, welcome, 0)) {
                Welcome again = second.welcome();
                assertThat(again.resumed()).isEqualTo(Resumed.ALL);
                second.ack(0);
                for (long i = again.received(); i < CALLS; i++) {
                    second.request("c" + i, "bump");
                }
                gate.open().countDown();
                List<Integer> ran = new ArrayList<>();
                List<Integer> refused = new ArrayList<>();
                for (int i = 1; i <= CALLS; i++) {
                    RpcResponse answer = second.response();
                    int call = Integer.parseInt(answer.callId().toString().substring(1));
                    if (Objects.equals(answer.error(), RpcErrorCode.RPC_OVERLOADED.code())) {
                        assertThat(System.nanoTime() - since).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
                        refused.add(call);
                    } else {
                        ran.add(call);
                        assertThat(answer.response())
                                .as("the answer to %s", call)
                                .isEqualTo((long) ran.size());
                    }
                    second.ack(i);
                }
                assertThat(ran).startsWith(0, 1, 2).isSorted();
                ran.addAll(refused);
                assertThat(ran)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, CALLS).boxed().toList());
            }
        } finally {
            gate.open().countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostOrRepeatedWhereverASocketIsCut(Wire wire) throws Exception {
        long seed = Long.getLong("cuts.seed", System.nanoTime());
        System.out.println("cuts.seed=" + seed);
        Random random = new Random(seed);
        try (WebSocketServer server =
                start(WebshocketSettings.builder().shutdownGrace(Duration.ZERO).build())) {
            URI uri = server.uri("/ws");
            for (int i = 0; i < 30; i++) {
                Cut[] cuts = Cut.values();
                Cut cut = cuts[i % cuts.length];
                // In a handshake silence would only cost time.
                long first = (cut == Cut.SILENCE ? 1000 : 0) + random.nextLong(4000);
                long second = random.nextLong(5000);
                try (CuttingProxy proxy = CuttingProxy.to(uri, connection -> switch (connection) {
                    case 0 -> Fate.cutAfter(first, cut);
                    case 1 -> Fate.cutAfter(second, Cut.RST);
                    default -> Fate.NONE;
                })) {
                    CountingClient client = new CountingClient(proxy.through(uri), wire, "count", 40);
                    client.run();
                    assertThat(client.answers()).isEqualTo(counts(40));
                    assertThat(client.messages()).isEqualTo(counts(40));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionIsResumedByItsUserOnly(Wire wire, @TempDir Path directory) throws Exception {
        TestCertificates certificates = new TestCertificates(directory);
        certificates.peer("server", "CN=localhost");
        certificates.peer("alice", "CN=alice");
        certificates.peer("bob", "CN=bob");
        HttpClient alice = HttpClient.newBuilder()
                .sslContext(certificates.context("alice", "server"))
                .build();
        HttpClient bob = HttpClient.newBuilder()
                .sslContext(certificates.context("bob", "server"))
                .build();
        HttpClient nobody = HttpClient.newBuilder()
                .sslContext(certificates.context(null, "server"))
                .build();
        try (WebSocketServer server = WebSocketServer.builder()
                .port(0)
                .handlers(Handler.class)
                .sslContext(certificates.context("server", "alice", "bob"))
                .clientAuthentication(ClientAuthentication.WANTED)
                .start()) {
            URI uri = server.uri("/ws");
            Welcome ofAlice = left(uri, wire, alice);
            Welcome ofNobody = left(uri, wire, nobody);
            assertThat(resumed(uri, wire, bob, ofAlice)).isEqualTo(Resumed.NO);
            assertThat(resumed(uri, wire, nobody, ofAlice)).isEqualTo(Resumed.NO);
            assertThat(resumed(uri, wire, alice, ofNobody)).isEqualTo(Resumed.NO);
            assertThat(resumed(uri, wire, alice, ofAlice)).isEqualTo(Resumed.ALL);
            assertThat(resumed(uri, wire, nobody, ofNobody)).isEqualTo(Resumed.ALL);
        }
    }

    private static Welcome left(URI uri, Wire wire, HttpClient user) throws InterruptedException {
        try (SessionSocket socket = SessionSocket.connect(user, uri, wire)) {
            socket.hello(null, 0);
            Welcome welcome = socket.welcome();
            socket.cut();
            return welcome;
        }
    }

    private static Resumed resumed(URI uri, Wire wire, HttpClient user, Welcome before) throws InterruptedException {
        try (SessionSocket socket = SessionSocket.connect(user, uri, wire)) {
            socket.hello(before.resume(), 0);
            Resumed resumed = socket.welcome().resumed();
            socket.cut();
            return resumed;
        }
    }
}
