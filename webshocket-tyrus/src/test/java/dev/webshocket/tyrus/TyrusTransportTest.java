package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.platform.OriginRule;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The transport without an engine, for behaviour that the engine and correct clients never show. */
@Tag("slow")
class TyrusTransportTest {

    private static final int LIMIT = 100_000;
    private static final int IDLE_SECONDS = 60;
    private static final BlockingQueue<CloseStatus> CLOSED = new LinkedBlockingQueue<>();

    private final Timer timer = new Timer();
    private TyrusTransport transport;

    /** A timer for answers to close frames; while patient, it never fires. */
    private static final class Timer extends ScheduledThreadPoolExecutor {
        private volatile boolean patient;

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return patient ? super.schedule(task, 1, TimeUnit.HOURS) : super.schedule(task, delay, unit);
        }
    }

    @BeforeEach
    void open() throws Exception {
        CLOSED.clear();
        transport = open(IDLE_SECONDS);
    }

    private TyrusTransport open(int idleSeconds) throws Exception {
        TyrusTransport transport = new TyrusTransport(new TransportConfig(
                "127.0.0.1",
                0,
                "",
                idleSeconds,
                null,
                Pages.of(null, false),
                OriginRule.of(WebshocketSettings.defaults()),
                new SampledLog(),
                Runnable::run,
                timer));
        transport.addEndpoint(LinkEndpoint.at("/echo", 1 << 20, Echo::new));
        transport.addEndpoint(LinkEndpoint.at("/limited", LIMIT, LinkEndpoint.Listener::new));
        transport.addEndpoint(LinkEndpoint.at("/blocking", LIMIT, Blocking::new));
        transport.addEndpoint(LinkEndpoint.at("/refusing", LIMIT, Refusing::new));
        transport.open();
        return transport;
    }

    @AfterEach
    void stop() {
        transport.stop();
        timer.shutdownNow();
    }

    @Test
    void aMessageOfOneFrameThatIsFarTooLongIsClosedWith1009() throws Exception {
        try (RawClient client = RawClient.upgraded(transport.getPort(), "/limited")) {
            Thread sender = new Thread(() -> sendQuietly(client, TestFrames.frame(0x82, new byte[300 * LIMIT])));
            sender.start();
            assertThat(client.readCloseCode()).isEqualTo(1009);
            sender.join();
        }
    }

    @Test
    void aFrameThatClaimsToBeHugeIsClosedWith1009WhenItExceedsTheLimit() throws Exception {
        try (RawClient client = RawClient.upgraded(transport.getPort(), "/limited")) {
            client.send(new byte[] {(byte) 0x82, (byte) 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0});
            client.send(new byte[LIMIT + 1]);
            assertThat(client.readCloseCode()).isEqualTo(1009);
        }
    }

    @Test
    void aMessageOfManyFragmentsThatIsTooLongIsClosedWith1009() throws Exception {
        try (RawClient client = RawClient.upgraded(transport.getPort(), "/limited")) {
            client.send(TestFrames.frame(0x02, new byte[LIMIT]));
            client.send(TestFrames.frame(0x80, new byte[1]));
            assertThat(client.readCloseCode()).isEqualTo(1009);
        }
    }

    @Test
    void anUnmaskedFrameIsClosedWith1002() throws Exception {
        try (RawClient client = RawClient.upgraded(transport.getPort(), "/echo")) {
            client.send(new byte[] {(byte) 0x82, 1, 7});
            assertThat(client.readCloseCode()).isEqualTo(1002);
        }
    }

    @Test
    void theConnectionStaysUntilTheClientHasAnsweredTheCloseFrame() throws Exception {
        timer.patient = true;
        try (RawClient client = RawClient.upgraded(transport.getPort(), "/refusing")) {
            assertThat(client.readCloseCode()).isEqualTo(1013);
            assertThat(client.isSilentFor(Duration.ofMillis(300))).isTrue();
            client.send(TestFrames.frame(0x82, new byte[1000]));
            client.send(TestFrames.frame(0x88, new byte[] {3, (byte) 0xF5}));
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void aClientThatDoesNotAnswerTheCloseFrameIsCutOff() throws Exception {
        try (RawClient client = RawClient.upgraded(transport.getPort(), "/refusing")) {
            assertThat(client.readCloseCode()).isEqualTo(1013);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void aClientThatVanishesIsNoticed() throws Exception {
        RawClient.upgraded(transport.getPort(), "/echo").close();
        assertThat(CLOSED.poll(10, TimeUnit.SECONDS).code()).isEqualTo(CloseStatus.ABNORMAL);
    }

    @Test
    void aClientThatClosesIsAnswered() throws Exception {
        try (RawClient client = RawClient.upgraded(transport.getPort(), "/echo")) {
            client.send(TestFrames.frame(0x88, new byte[] {3, (byte) 0xE8}));
            assertThat(client.readCloseCode()).isEqualTo(1000);
            assertThat(client.isAtEnd()).isTrue();
            assertThat(CLOSED.poll(10, TimeUnit.SECONDS).code()).isEqualTo(CloseStatus.NORMAL);
        }
    }

    @Test
    void stoppingClosesWhatIsOpenWith1001() throws Exception {
        try (RawClient client = RawClient.upgraded(transport.getPort(), "/echo")) {
            Thread stopping = new Thread(transport::stop);
            stopping.start();
            assertThat(client.readCloseCode()).isEqualTo(1001);
            client.send(TestFrames.frame(0x88, new byte[] {3, (byte) 0xE9}));
            stopping.join();
        }
    }

    /** A client whose handshake nobody answers would wait for it until its own time limit. */
    @Test
    void stoppingEndsAConnectionThatItsSelectorHasNotRegistered() throws Exception {
        try (RawClient blocker = RawClient.upgraded(transport.getPort(), "/blocking")) {
            blocker.send(TestFrames.frame(0x82, new byte[1]));
            assertThat(Blocking.ENTERED.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            RawClient unanswered = unanswered();
            transport.stop();
            assertThat(isEnded(unanswered)).isTrue();
        } finally {
            Blocking.GO_ON.release();
        }
    }

    /** A socket that is closed before its bytes are read is reset. */
    private static boolean isEnded(RawClient client) throws SocketTimeoutException {
        try {
            return client.isAtEnd();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return true;
        }
    }

    /** Connects until a connection belongs to the selector that is blocked. */
    private RawClient unanswered() throws IOException {
        RawClient client = new RawClient(transport.getPort());
        client.send(RawClient.handshake("/echo"));
        return client.isSilentFor(Duration.ofMillis(500)) ? client : unanswered();
    }

    @Test
    void framesSentWithTheHandshakeAreNotLost() throws Exception {
        try (RawClient client = new RawClient(transport.getPort())) {
            byte[] frame = TestFrames.frame(0x88, new byte[] {3, (byte) 0xE8});
            client.send(TestFrames.join(RawClient.handshake("/echo").getBytes("ISO-8859-1"), frame));
            client.readHeader();
            assertThat(client.readCloseCode()).isEqualTo(1000);
        }
    }

    @Test
    void pingsOfAClientThatReadsNothingDoNotPileUp() throws Exception {
        byte[] pings = TestFrames.join(
                Collections.nCopies(1000, TestFrames.frame(0x89, new byte[125])).toArray(byte[][]::new));
        Runtime runtime = Runtime.getRuntime();
        try (RawClient client = RawClient.upgraded(transport.getPort(), "/echo")) {
            for (int i = 0; i < 1000; i++) {
                client.send(pings);
            }
            runtime.gc();
            assertThat(runtime.totalMemory() - runtime.freeMemory()).isLessThan(100 << 20);
        }
    }

    @Test
    void anIdleConnectionIsEndedUnlessItIsUpgraded() throws Exception {
        TyrusTransport impatient = open(5);
        try (RawClient webSocket = RawClient.upgraded(impatient.getPort(), "/echo");
                RawClient silent = new RawClient(impatient.getPort());
                RawClient http = new RawClient(impatient.getPort())) {
            http.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            http.readHeader();
            assertThat(silent.isAtEnd()).isTrue();
            assertThat(http.isAtEnd()).isTrue();
            webSocket.send(TestFrames.frame(0x88, new byte[] {3, (byte) 0xE8}));
            assertThat(webSocket.readCloseCode()).isEqualTo(1000);
        } finally {
            impatient.stop();
        }
    }

    @Test
    void closedConnectionsAreForgotten() throws Exception {
        for (int i = 0; i < 50; i++) {
            RawClient.upgraded(transport.getPort(), "/echo").close();
        }
        for (int i = 0; i < 50; i++) {
            assertThat(CLOSED.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
        await().until(() -> transport.connections() == 0);
    }

    @Test
    void anotherVersionOfTheProtocolIsRefused() throws Exception {
        try (RawClient client = new RawClient(transport.getPort())) {
            client.send(RawClient.handshake("/echo").replace("Version: 13", "Version: 12"));
            assertThat(client.readAll())
                    .startsWith("HTTP/1.1 426 ")
                    .containsIgnoringCase("sec-websocket-version: 13")
                    .containsIgnoringCase("connection: close");
        }
    }

    private static void sendQuietly(RawClient client, byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            // The server may cut the connection.
        }
    }

    /** Echoes each message. */
    private static final class Echo extends LinkEndpoint.Listener {

        @Override
        public void received(byte[] message) {
            send(message, failure -> {});
        }

        @Override
        public void ended(CloseStatus status) {
            super.ended(status);
            CLOSED.add(status);
        }
    }

    /** Blocks the thread that reads. */
    private static final class Blocking extends LinkEndpoint.Listener {

        private static final Semaphore ENTERED = new Semaphore(0);
        private static final Semaphore GO_ON = new Semaphore(0);

        @Override
        public void received(byte[] message) {
            ENTERED.release();
            GO_ON.acquireUninterruptibly();
        }
    }

    /** Closes at once. */
    private static final class Refusing extends LinkEndpoint.Listener {

        @Override
        void opened() {
            link.close(new CloseStatus(CloseStatus.TRY_AGAIN_LATER, "later"));
        }
    }
}
