package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.link.Pipe;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.support.SteppedScheduler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs two sides of a session over a pipe, in thousands of schedules: each message arrives once and in order. */
@Tag("slow")
class SessionSchedulesTest {

    private static final int SCHEDULES = 5_000;
    private static final Codec CODEC = new Codec(Encoding.MSGPACK, new Binding(), 64);
    private static final int STEPS = 120;
    private static final CloseStatus FAREWELL = new CloseStatus(CloseStatus.NORMAL, "farewell");
    private static final CloseStatus STUCK = new CloseStatus(CloseStatus.POLICY_VIOLATION, "stuck");

    /** One side, with the test's records. */
    private static final class Side implements SessionListener {

        final MemoryBudget budget = new MemoryBudget(1 << 20, Runnable::run);
        final MemoryShare memory = budget.share(() -> {});
        final PeerSession session;
        final List<Integer> queued = new ArrayList<>();
        final Set<Integer> withdrawn = new HashSet<>();
        final List<Integer> received = new ArrayList<>();
        final List<SessionEnd> ends = new ArrayList<>();
        final List<Tag> tags = new ArrayList<>();
        int roomAsked;
        int roomTold;
        boolean closed;
        int suspensions;

        Side(LinkFactory links, long[] now) {
            SessionBounds bounds = new SessionBounds(
                    Subprotocol.MSGPACK,
                    FrameKind.BINARY,
                    600,
                    SlowConsumer.CLOSE,
                    1000,
                    Duration.ZERO,
                    Duration.ZERO,
                    STUCK,
                    Duration.ofSeconds(1),
                    1_000);
            session = new PeerSession(links, bounds, CODEC, memory, Runnable::run, () -> now[0], this);
            session.start();
        }

        @Override
        public void received(ReceivedMessage message, Envelope envelope) {
            throw new AssertionError("no packet");
        }

        @Override
        public void malformed(ReceivedMessage message, MalformedPacketException fault) {
            assertThat(ends).as("nothing comes after the end").isEmpty();
            received.add(ByteBuffer.wrap(message.bytes()).getInt());
        }

        @Override
        public void ended(SessionEnd end) {
            ends.add(end);
        }

        void send(int length) {
            int number = queued.size();
            Tag tag = new Tag(number);
            if (!closed && ends.isEmpty()) {
                queued.add(number);
                tags.add(tag);
            }
            byte[] message = ByteBuffer.allocate(4 + length).putInt(number).array();
            session.queue().send(message, tag, false);
        }

        void withdraw(int index) {
            if (!tags.isEmpty()) {
                Tag tag = tags.get(index % tags.size());
                tag.withdrawn = true;
                withdrawn.add(tag.number);
                session.queue().withdraw(tag);
            }
        }

        void awaitRoom() {
            if (session.queue().whenRoom(() -> roomTold++)) {
                roomAsked++;
            }
        }

        void suspend() {
            suspensions++;
            session.suspend();
        }

        void resume() {
            if (suspensions > 0) {
                suspensions--;
                session.resume();
            }
        }

        void resumeAll() {
            while (suspensions > 0) {
                resume();
            }
        }

        void close() {
            closed = true;
            session.close(FAREWELL);
        }

        void abort() {
            closed = true;
            session.abort(STUCK);
        }
    }

    private static final class Tag implements SendTag {

        final int number;
        boolean withdrawn;

        Tag(int number) {
            this.number = number;
        }

        @Override
        public boolean isWanted(boolean last) {
            return !withdrawn;
        }
    }

    @Test
    void messagesArriveOnceAndInOrderWhateverTheLinkDoes() {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            try {
                run(seed, true);
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void allMessagesBeforeTheCloseArrive() {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            try {
                run(seed, false);
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void run(long seed, boolean breaks) {
        SteppedScheduler scheduler = new SteppedScheduler(seed);
        long[] now = {1};
        Pipe pipe = new Pipe(scheduler, 1000);
        Side one = new Side(pipe.first(), now);
        Side two = new Side(pipe.second(), now);
        int end = scheduler.random().nextInt(STEPS);
        for (int step = 0; step < STEPS; step++) {
            Side side = scheduler.random().nextBoolean() ? one : two;
            if (breaks && step == end) {
                switch (scheduler.random().nextInt(3)) {
                    case 0 -> pipe.cut();
                    case 1 -> side.abort();
                    default -> side.close();
                }
            }
            act(side, scheduler, now);
        }
        if (breaks) {
            scheduler.run();
            checkPrefix(one, two);
            checkPrefix(two, one);
        } else {
            one.resumeAll();
            two.resumeAll();
            scheduler.run();
            one.close();
            scheduler.run();
            checkWhole(one, two);
            checkWhole(two, one);
        }
        one.resumeAll();
        two.resumeAll();
        scheduler.run();
        checkEnd(one);
        checkEnd(two);
    }

    private static void act(Side side, SteppedScheduler scheduler, long[] now) {
        switch (scheduler.random().nextInt(12)) {
            case 0, 1, 2 -> side.send(scheduler.random().nextInt(200));
            case 3 -> side.withdraw(scheduler.random().nextInt(100));
            case 4 -> side.awaitRoom();
            case 5 -> side.suspend();
            case 6 -> side.resume();
            case 7 -> {
                now[0] += Duration.ofMillis(400).toNanos();
                side.session.check(now[0]);
            }
            default -> scheduler.step();
        }
    }

    /** The received messages are a prefix of the sent ones, except those that were withdrawn. */
    private static void checkPrefix(Side from, Side to) {
        assertThat(to.received).isSorted().doesNotHaveDuplicates();
        int last = to.received.isEmpty() ? -1 : to.received.get(to.received.size() - 1);
        Set<Integer> missing = new HashSet<>(from.queued.subList(0, last + 1));
        missing.removeAll(to.received);
        assertThat(from.withdrawn).as("only withdrawn messages are missing").containsAll(missing);
    }

    private static void checkWhole(Side from, Side to) {
        checkPrefix(from, to);
        Set<Integer> missing = new HashSet<>(from.queued);
        missing.removeAll(to.received);
        assertThat(from.withdrawn).as("only withdrawn messages are missing").containsAll(missing);
        assertThat(to.ends).extracting(SessionEnd::status).containsExactly(FAREWELL);
    }

    private static void checkEnd(Side side) {
        if (side.ends.isEmpty()) {
            // The schedule has ended neither side.
            return;
        }
        assertThat(side.ends).hasSize(1);
        assertThat(side.session.end()).contains(side.ends.get(0));
        assertThat(side.roomTold).as("each waiter for room was notified once").isEqualTo(side.roomAsked);
        assertThat(side.memory.held()).isZero();
        assertThat(side.budget.held()).isZero();
    }
}
