package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.platform.OriginRule;
import dev.webshocket.support.TestCertificates;
import dev.webshocket.tyrus.LinkEndpoint.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links over sockets, with and without TLS, for clients that behave as no library does. */
@Timeout(120)
class GrizzlyLinkTest {

    private static final int LIMIT = 8 << 20;

    @TempDir
    static Path directory;

    private static TestCertificates certificates;

    private final BlockingQueue<Listener> opened = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ExecutorService upkeep = Executors.newCachedThreadPool();
    private TyrusTransport transport;
    private RawClient client;
    private Listener server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new TestCertificates(directory);
        certificates.authority("root", "CN=Root, O=Tests");
        certificates.peer("server", "CN=localhost", "-signer", "root");
    }

    private void connect(boolean tls) throws Exception {
        transport = new TyrusTransport(new TransportConfig(
                "127.0.0.1",
                0,
                "",
                60,
                tls ? Tls.configurator(certificates.context("server", "root"), ClientAuthentication.NONE) : null,
                Pages.of(null, false),
                OriginRule.of(WebshocketSettings.defaults()),
                new SampledLog(),
                upkeep,
                timer));
        transport.addEndpoint(LinkEndpoint.at("/link", LIMIT, () -> {
            Listener listener = new Listener();
            opened.add(listener);
            return listener;
        }));
        transport.open();
        Socket socket = tls
                ? certificates.context(null, "root").getSocketFactory().createSocket("127.0.0.1", transport.getPort())
                : new Socket("127.0.0.1", transport.getPort());
        client = RawClient.upgraded(socket, "/link");
        server = opened.take();
    }

    @AfterEach
    void stop() throws Exception {
        if (client != null) {
            client.close();
        }
        transport.stop();
        timer.shutdownNow();
        upkeep.shutdownNow();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private CompletableFuture<Void> send(byte[] message) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        server.send(message, failure -> {
            if (failure == null) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }

    private static boolean endsSoon(CompletableFuture<Void> sent) throws Exception {
        try {
            sent.get(1, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messagesOfOneByteAtATime(boolean tls) throws Exception {
        connect(tls);
        byte[] text = "gr\u00fc\u00df".getBytes(StandardCharsets.UTF_8);
        byte[] wire = TestFrames.join(
                TestFrames.frame(0x82, bytes(200)), TestFrames.frame(0x89, bytes(3)), TestFrames.frame(0x81, text));
        for (byte each : wire) {
            client.send(new byte[] {each});
        }
        assertThat(server.next()).isEqualTo(bytes(200));
        assertThat(server.next()).isEqualTo("gr\u00fc\u00df");
        assertThat(client.readFrame().payload()).isEqualTo(bytes(3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void longMessagesInBothDirections(boolean tls) throws Exception {
        connect(tls);
        for (int length : new int[] {65_536, 1 << 20, LIMIT}) {
            client.send(TestFrames.frame(0x82, bytes(length)));
            assertThat((byte[]) server.next()).isEqualTo(bytes(length));
        }
        CompletableFuture<Void> sent = send(bytes(4 << 20));
        assertThat(client.readFrame().payload()).isEqualTo(bytes(4 << 20));
        sent.get(30, TimeUnit.SECONDS);
        assertThat(server.memory.held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMessageCutOffByTheEndOfTheConnectionIsNotReported(boolean tls) throws Exception {
        connect(tls);
        client.send(Arrays.copyOf(TestFrames.frame(0x82, bytes(1000)), 900));
        await().atMost(Duration.ofSeconds(30)).until(() -> server.memory.held() > 0);
        client.close();
        assertThat(((CloseStatus) server.next()).code()).isEqualTo(CloseStatus.ABNORMAL);
        assertThat(server.memory.held()).isZero();
        assertThat(server.link.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatReadsNothingBlocksOnlyItsSender(boolean tls) throws Exception {
        connect(tls);
        byte[] message = bytes(1 << 20);
        CompletableFuture<Void> stuck = send(message);
        int count = 1;
        for (; endsSoon(stuck); count++) {
            stuck = send(message);
        }
        client.send(TestFrames.frame(0x82, bytes(5)));
        assertThat(server.next()).as("is still heard").isEqualTo(bytes(5));
        for (int i = 0; i < count; i++) {
            assertThat(client.readFrame().payload()).isEqualTo(message);
        }
        stuck.get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatReadsNothingIsCutOffWhenItIsClosed(boolean tls) throws Exception {
        connect(tls);
        CompletableFuture<Void> sent = send(bytes(1 << 20));
        while (endsSoon(sent)) {
            sent = send(bytes(1 << 20));
        }
        server.link.close(new CloseStatus(1008, "slow"));
        assertThat(server.next()).isEqualTo(new CloseStatus(1008, "slow"));
        await().atMost(Duration.ofSeconds(30)).until(() -> transport.connections() == 0);
        assertThat(sent).failsWithin(Duration.ofSeconds(30));
        assertThat(server.memory.held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messagesOfASenderOnManyThreadsKeepTheirOrder(boolean tls) throws Exception {
        connect(tls);
        int count = 3000;
        AtomicInteger next = new AtomicInteger();
        // Like the queue of a session: sends the next message when the one before has ended, on any thread.
        SendProgress[] sender = new SendProgress[1];
        sender[0] = failure -> {
            int number = next.getAndIncrement();
            if (number < count) {
                byte[] message =
                        ByteBuffer.allocate(4 + number % 1000).putInt(number).array();
                upkeep.execute(() -> server.send(message, sender[0]));
            }
        };
        sender[0].ended(null);
        for (int i = 0; i < 500; i++) {
            client.send(TestFrames.frame(0x89, new byte[] {(byte) i}));
        }
        int pongs = 0;
        for (int number = 0; number < count; ) {
            RawClient.Frame frame = client.readFrame();
            if (frame.start() == 0x8A) {
                assertThat(frame.payload()).hasSize(1);
                pongs++;
            } else {
                assertThat(ByteBuffer.wrap(frame.payload()).getInt()).isEqualTo(number);
                assertThat(frame.payload()).hasSize(4 + number % 1000);
                number++;
            }
        }
        while (pongs < 500) {
            assertThat(client.readFrame().start()).isEqualTo(0x8A);
            pongs++;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bothSidesCloseAtTheSameTime(boolean tls) throws Exception {
        connect(tls);
        client.send(TestFrames.frame(0x88, new byte[] {3, (byte) 0xE8}));
        server.link.close(new CloseStatus(1001, "server"));
        int code = ((CloseStatus) server.next()).code();
        assertThat(code).isIn(1000, 1001);
        assertThat(client.readCloseCode()).isEqualTo(code);
        assertThat(client.isAtEnd()).isTrue();
        await().atMost(Duration.ofSeconds(30)).until(() -> transport.connections() == 0);
        assertThat(server.events).as("told once").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1007})
    void violationsOfTheProtocolCloseWithTheirCode(int code) throws Exception {
        connect(false);
        client.send(TestFrames.frame(code == 1002 ? 0xC1 : 0x81, new byte[] {(byte) 0xFF}));
        assertThat(client.readCloseCode()).isEqualTo(code);
        assertThat(((CloseStatus) server.next()).code()).isEqualTo(code);
        assertThat(client.isAtEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSuspendedLinkIsNotReadUntilItIsResumed(boolean tls) throws Exception {
        connect(tls);
        server.link.suspend();
        byte[] wire = TestFrames.join(TestFrames.frame(0x82, bytes(7)), TestFrames.frame(0x82, bytes(8)));
        client.send(wire);
        assertThat(server.events.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(send(bytes(5))).as("it still sends").succeedsWithin(Duration.ofSeconds(30));
        assertThat(client.readFrame().payload()).isEqualTo(bytes(5));
        server.link.resume();
        assertThat(server.next()).isEqualTo(bytes(7));
        assertThat(server.next()).isEqualTo(bytes(8));
        client.send(wire);
        assertThat(server.next()).isEqualTo(bytes(7));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSuspendedLinkHoldsBackAClientThatSendsMuch(boolean tls) throws Exception {
        connect(tls);
        server.link.suspend();
        byte[] wire = TestFrames.frame(0x82, bytes(100_000));
        CompletableFuture<Void> sending = CompletableFuture.runAsync(
                () -> {
                    try {
                        for (int i = 0; i < 300; i++) {
                            client.send(wire);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                upkeep);
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(30)).until(() -> !sending.isDone());
        assertThat(server.memory.held()).isLessThan(1 << 20);
        server.link.resume();
        for (int i = 0; i < 300; i++) {
            assertThat((byte[]) server.next()).hasSize(100_000);
        }
        sending.get(30, TimeUnit.SECONDS);
        assertThat(server.memory.held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theCloseFrameOfAClientIsSeenEvenIfTheLinkIsSuspended(boolean tls) throws Exception {
        connect(tls);
        server.link.suspend();
        client.send(TestFrames.frame(0x82, bytes(7)));
        server.link.close(new CloseStatus(1001, ""));
        assertThat(client.readCloseCode()).isEqualTo(1001);
        client.send(TestFrames.frame(0x88, new byte[] {3, (byte) 0xE9}));
        assertThat(client.isAtEnd()).isTrue();
    }
}
