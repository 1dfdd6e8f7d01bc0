package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.link.Pipe;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.SessionBounds;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.SessionListener;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.support.SteppedScheduler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A client that sends faster than its calls run, over a pipe, in thousands of schedules: every message runs once and in order, none
 * is refused, and the lane never holds more than its bounds and one message.
 */
class LaneReadingSchedulesTest {

    private static final int SCHEDULES = 3_000;
    private static final int MESSAGES = 40;
    private static final int WAITING = 4;
    private static final int BYTES = 200;
    private static final int LONGEST = 150;

    private static PeerSession sessionOf(LinkFactory links, MemoryShare memory, SessionListener listener) {
        SessionBounds bounds = new SessionBounds(
                Subprotocol.JSON_TEXT,
                FrameKind.BINARY,
                1 << 20,
                SlowConsumer.CLOSE,
                1000,
                Duration.ZERO,
                Duration.ZERO,
                new CloseStatus(CloseStatus.POLICY_VIOLATION, "stuck"),
                Duration.ZERO,
                1);
        PeerSession session =
                new PeerSession(links, bounds, SteppedPeer.CODEC, memory, Runnable::run, () -> 1, listener);
        session.start();
        return session;
    }

    /** The side whose lane fills. */
    private static final class Server implements SessionListener {

        final MemoryBudget budget = new MemoryBudget(1 << 20, Runnable::run);
        final MemoryShare memory = budget.share(() -> {});
        final List<Integer> ran = new ArrayList<>();
        final PeerSession session;
        final CallLane lane;
        int waiting;
        int waitingBytes;
        boolean ended;

        Server(Pipe pipe, SteppedScheduler scheduler) {
            session = sessionOf(pipe.second(), memory, this);
            SteppedScheduler.Line thread = scheduler.line();
            lane = new CallLane(
                    new LaneThreads(
                            new LaneThreads.Client("one", "here"),
                            new CallExecutors(thread::add, thread::add, thread::add, null),
                            Runnable::run,
                            SteppedPeer.FAILURES),
                    session.queue(),
                    session,
                    new LaneBounds(1, WAITING, BYTES),
                    memory);
        }

        @Override
        public void received(ReceivedMessage message, Envelope envelope) {
            throw new AssertionError("no packet");
        }

        @Override
        public void malformed(ReceivedMessage message, MalformedPacketException fault) {
            int length = message.bytes().length;
            int number = ByteBuffer.wrap(message.bytes()).getInt();
            waiting++;
            waitingBytes += length;
            boolean taken = lane.offer(
                    () -> {
                        waiting--;
                        waitingBytes -= length;
                        ran.add(number);
                    },
                    length);
            assertThat(taken || ended).as("message %s is taken", number).isTrue();
            // One task may have been taken out, but not begun.
            assertThat(waiting).isLessThanOrEqualTo(WAITING + 1);
            assertThat(waitingBytes).isLessThan(BYTES + 2 * LONGEST);
        }

        @Override
        public void ended(SessionEnd end) {
            ended = true;
            lane.end(() -> {}, () -> {});
            memory.end();
        }
    }

    private static final class Client implements SessionListener {

        @Override
        public void received(ReceivedMessage message, Envelope envelope) {
            throw new AssertionError("nobody answers");
        }

        @Override
        public void malformed(ReceivedMessage message, MalformedPacketException fault) {
            throw new AssertionError("nobody answers");
        }

        @Override
        public void ended(SessionEnd end) {}
    }

    @Test
    void everyMessageRunsInItsOrder() {
        for (int seed = 1; seed <= SCHEDULES; seed++) {
            SteppedScheduler scheduler = new SteppedScheduler(seed);
            Server server = sentTo(scheduler, new Pipe(scheduler, 1000));
            scheduler.run();
            assertThat(server.ran)
                    .as("seed %s", seed)
                    .containsExactlyElementsOf(
                            IntStream.range(0, MESSAGES).boxed().toList());
            assertThat(server.budget.held()).as("seed %s", seed).isZero();
        }
    }

    @Test
    void aCutLeavesNothingBehind() {
        for (int seed = 1; seed <= SCHEDULES; seed++) {
            SteppedScheduler scheduler = new SteppedScheduler(seed);
            Pipe pipe = new Pipe(scheduler, 1000);
            Server server = sentTo(scheduler, pipe);
            for (int steps = scheduler.random().nextInt(400); steps > 0; steps--) {
                scheduler.step();
            }
            pipe.cut();
            scheduler.run();
            assertThat(server.ended).as("seed %s", seed).isTrue();
            assertThat(server.ran)
                    .as("seed %s", seed)
                    .containsExactlyElementsOf(
                            IntStream.range(0, server.ran.size()).boxed().toList());
            assertThat(server.budget.held()).as("seed %s", seed).isZero();
        }
    }

    private static Server sentTo(SteppedScheduler scheduler, Pipe pipe) {
        PeerSession client = sessionOf(pipe.first(), MemoryBudget.unbounded(), new Client());
        Server server = new Server(pipe, scheduler);
        for (int i = 0; i < MESSAGES; i++) {
            int length = 4 + scheduler.random().nextInt(LONGEST - 4);
            client.queue().send(ByteBuffer.allocate(length).putInt(i).array());
        }
        return server;
    }
}
