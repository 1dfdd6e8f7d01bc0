package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.it.app.sessions.SessionHandler;
import dev.webshocket.support.CountingClient;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions of version 2 of the protocol, whose sockets break. */
@ExtendWith(ArquillianExtension.class)
class SessionsIT {

    private static final int CALLS = 30;
    private static final int CUTS = 20;

    /** The code by which the server reports a connection that has broken. */
    private static final int BROKEN = Integer.getInteger("server.broken.code", 1006);

    private final Server server = new Server("sessions");

    @Deployment(testable = false)
    static WebArchive sessions() {
        return Archives.war("sessions").addPackage(SessionHandler.class.getPackage());
    }

    private URI uri(String name) {
        return server.uri("ws", "/sessions/" + name);
    }

    @SuppressWarnings("unchecked")
    private List<String> events(String name) throws InterruptedException {
        try (SessionSocket observer = SessionSocket.open(uri("observer"), Wire.JSON)) {
            return (List<String>) observer.call("1", "events", name).response();
        }
    }

    private void awaitEvents(String name, String... expected) {
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(events(name)).containsExactly(expected));
    }

    private static Welcome opened(SessionSocket socket) throws InterruptedException {
        socket.hello(null, 0);
        Welcome welcome = socket.welcome();
        socket.ack(0);
        socket.request("1", "count");
        assertThat(socket.packet().data()).isEqualTo(1L);
        assertThat(socket.response().response()).isEqualTo(1L);
        return welcome;
    }

    static Stream<Arguments> breaks() {
        return Stream.of(Wire.values())
                .flatMap(wire -> Stream.of(Cut.FIN, Cut.RST).map(cut -> Arguments.of(wire, cut)));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void aBrokenConnectionGoesOn(Wire wire, Cut cut) throws Exception {
        String name = "broken-" + wire + '-' + cut;
        try (CuttingProxy proxy = CuttingProxy.to(uri(name), connection -> Fate.NONE);
                SessionSocket first = SessionSocket.connect(proxy.through(uri(name)), wire)) {
            Welcome welcome = opened(first);
            proxy.cut(cut);
            awaitEvents(name, "connect", "@Connected", "suspend " + BROKEN + " true", "@Suspended");
            try (SessionSocket second = SessionSocket.resume(uri(name), wire, welcome, 2)) {
                assertThat(second.welcome().resumed()).isEqualTo(Resumed.ALL);
                second.ack(2);
                second.request("2", "count");
                assertThat(second.packet().data()).isEqualTo(2L);
                assertThat(second.response().response()).isEqualTo(2L);
            }
            awaitEvents(
                    name,
                    "connect",
                    "@Connected",
                    "suspend " + BROKEN + " true",
                    "@Suspended",
                    "resume",
                    "@Resumed",
                    "disconnect 1000",
                    "@Disconnected");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherSocketTakesOver(Wire wire) throws Exception {
        String name = "taken-" + wire;
        try (SessionSocket first = SessionSocket.connect(uri(name), wire)) {
            Welcome welcome = opened(first);
            try (SessionSocket second = SessionSocket.resume(uri(name), wire, welcome, 0)) {
                assertThat(second.welcome().resumed()).isEqualTo(Resumed.ALL);
                assertThat(first.closeCode()).isEqualTo(4001);
                // What was not confirmed comes again.
                assertThat(second.packet().data()).isEqualTo(1L);
                assertThat(second.response().response()).isEqualTo(1L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatSaysGoodByeHasNoSessionAnyMore(Wire wire) throws Exception {
        String name = "left-" + wire;
        try (SessionSocket first = SessionSocket.connect(uri(name), wire)) {
            Welcome welcome = opened(first);
            first.close(1000);
            awaitEvents(name, "connect", "@Connected", "disconnect 1000", "@Disconnected");
            try (SessionSocket second = SessionSocket.resume(uri(name), wire, welcome, 2)) {
                assertThat(second.welcome().resumed()).isEqualTo(Resumed.NO);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSocketThatABrowserGivesUpIsLost(Wire wire) throws Exception {
        String name = "given-up-" + wire;
        try (SessionSocket first = SessionSocket.connect(uri(name), wire)) {
            Welcome welcome = opened(first);
            first.close(3000);
            awaitEvents(name, "connect", "@Connected", "suspend 3000 true", "@Suspended");
            try (SessionSocket second = SessionSocket.resume(uri(name), wire, welcome, 2)) {
                assertThat(second.welcome().resumed()).isEqualTo(Resumed.ALL);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherFirstPacketClosesTheSocket(Wire wire) throws Exception {
        try (SessionSocket socket = SessionSocket.connect(uri("first-" + wire), wire)) {
            socket.request("1", "count");
            assertThat(socket.closeCode()).isEqualTo(1002);
        }
    }

    private CountingClient run(Wire wire, IntFunction<Fate> fates) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.to(uri("cut"), fates)) {
            CountingClient client = new CountingClient(proxy.through(uri("cut")), wire, "count", CALLS);
            client.run();
            List<Object> counts = LongStream.rangeClosed(1, CALLS)
                    .<Object>mapToObj(Long::valueOf)
                    .toList();
            assertThat(client.answers()).isEqualTo(counts);
            assertThat(client.messages()).isEqualTo(counts);
            return client;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostOrRepeatedWhereverASocketIsCut(Wire wire) throws Exception {
        long seed = Long.getLong("cuts.seed", System.nanoTime());
        System.out.println("cuts.seed=" + seed);
        Random random = new Random(seed);
        int resumed = 0;
        for (int i = 0; i < CUTS; i++) {
            // Beyond the handshake, and within the calls.
            long first = 600 + random.nextLong(4000);
            long second = 600 + random.nextLong(4000);
            Cut cut = i % 2 == 0 ? Cut.FIN : Cut.RST;
            resumed += run(wire, connection -> switch (connection) {
                        case 0 -> Fate.cutAfter(first, cut);
                        case 1 -> Fate.cutAfter(second, Cut.RST);
                        default -> Fate.NONE;
                    })
                    .resumed();
        }
        assertThat(resumed).isGreaterThan(CUTS / 2);
    }
}
