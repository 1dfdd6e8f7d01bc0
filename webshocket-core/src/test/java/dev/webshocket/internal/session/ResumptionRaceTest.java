package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.SessionTerms.Side;
import dev.webshocket.packet.Packet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** Both ends of a session send from several threads while their links are cut: each message is processed once and in order. */
@Tag("slow")
class ResumptionRaceTest {

    private static final int SENDERS = 3;
    private static final int MESSAGES = 2_000;

    private final ModelEnd.Settings settings =
            new ModelEnd.Settings(false, 1 << 20, SlowConsumer.CLOSE, Duration.ofMinutes(10), Duration.ofMinutes(10));
    private final Codec codec = settings.codec();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicReference<ThreadedPipe> pipe = new AtomicReference<>();
    private final Peer server = new Peer(Side.SERVER);
    private final Peer client = new Peer(Side.CLIENT);
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean over;

    /** Of the newest hello that the server has handled. Guarded by this object. */
    private int greeted;

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** One end. */
    private final class Peer implements SessionListener {

        final MemoryShare memory = MemoryBudget.unbounded();
        final PeerSession session;
        final int[] last = new int[SENDERS];
        final CountDownLatch all = new CountDownLatch(SENDERS * MESSAGES);
        private final AtomicBoolean handles = new AtomicBoolean();

        Peer(Side side) {
            this.session = PeerSession.resumable(
                    new SessionTerms(side, settings.keep(), settings.beat(), true),
                    settings.bounds(),
                    codec,
                    memory,
                    threads,
                    System::nanoTime,
                    this);
        }

        void send(int sender) {
            for (int number = 1; number <= MESSAGES; number++) {
                String text = sender + " " + number + " ".repeat(number % 3);
                session.queue().sendWaiting(codec.encode(Packet.custom(text)));
            }
        }

        @Override
        public void received(ReceivedMessage message, Envelope envelope) {
            try {
                assertThat(handles.getAndSet(true)).as("one at a time").isFalse();
                String[] content = ((String) envelope.packet().data()).trim().split(" ");
                int sender = Integer.parseInt(content[0]);
                int number = Integer.parseInt(content[1]);
                assertThat(number).isEqualTo(++last[sender]);
                if (number % 50 == 0) {
                    session.suspend();
                    threads.execute(session::resume);
                }
                handles.set(false);
                all.countDown();
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        }

        @Override
        public void malformed(ReceivedMessage message, MalformedPacketException fault) {
            failure.compareAndSet(null, fault);
        }

        @Override
        public void suspended(CloseStatus why) {
            if (this == client && !over) {
                session.whenQuiet(received -> connect(received));
            }
        }

        @Override
        public void ended(SessionEnd end) {
            if (!over) {
                failure.compareAndSet(null, new AssertionError("ended: " + end));
            }
        }
    }

    private void connect(long received) {
        ThreadedPipe made = new ThreadedPipe(threads);
        int attempt = attempts.incrementAndGet();
        link(made, false, attempt, server, received);
        SessionLink link = link(made, true, attempt, client, received);
        pipe.set(made);
        link.send(new Hello("secret", received, List.of(), null));
    }

    private SessionLink link(ThreadedPipe made, boolean isFirst, int attempt, Peer owner, long received) {
        SessionLink.Opening opening = new SessionLink.Opening() {
            @Override
            public void opened(SessionLink link, SessionMessage first) {
                boolean taken = first instanceof Hello hello
                        ? greet(link, attempt, hello)
                        : owner.session.take(link, ((Welcome) first).received(), Ack::new);
                if (!taken) {
                    failure.compareAndSet(null, new AssertionError("not taken: " + first));
                }
            }

            @Override
            public void failed(SessionLink link, CloseStatus status) {
                if (isFirst && !over) {
                    threads.execute(() -> connect(received));
                }
            }
        };
        return new SessionLink(
                isFirst ? made.first() : made.second(), settings.bounds(), codec, MemoryBudget.unbounded(), opening);
    }

    /** As on every server: the hello of an older link is one that the client has given up, and must not take the session. */
    private synchronized boolean greet(SessionLink link, int attempt, Hello hello) {
        if (attempt < greeted) {
            link.abort(LinkSuccession.REPLACED);
            return true;
        }
        greeted = attempt;
        return server.session.take(link, hello.received(), this::welcome);
    }

    private Welcome welcome(long received) {
        return new Welcome("id", "secret", Resumed.ALL, received, 600, 600, List.of(), null);
    }

    @RepeatedTest(5)
    void eachMessageIsProcessedOnceAndInOrder() throws Exception {
        connect(0);
        IntStream.range(0, SENDERS).forEach(sender -> {
            threads.execute(() -> server.send(sender));
            threads.execute(() -> client.send(sender));
        });
        while (!client.all.await(2, TimeUnit.MILLISECONDS) || !server.all.await(2, TimeUnit.MILLISECONDS)) {
            assertThat(failure.get()).isNull();
            pipe.get().cut();
        }
        Awaitility.await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
            long now = System.nanoTime();
            client.session.check(now);
            server.session.check(now);
            assertThat(failure.get()).isNull();
            assertThat(client.memory.held() + server.memory.held()).isZero();
        });
        assertThat(client.session.received()).isEqualTo(SENDERS * MESSAGES);
        assertThat(server.session.received()).isEqualTo(SENDERS * MESSAGES);
        over = true;
        client.session.close(ModelEnd.FAREWELL);
        Awaitility.await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
            assertThat(client.session.end()).isPresent();
            assertThat(server.session.end()).isPresent();
        });
    }
}
