package dev.webshocket.internal.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.memory.SharedBytes;
import dev.webshocket.internal.session.SessionTerms.Side;
import dev.webshocket.packet.Packet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One side of a session of version 2, with what the test knows of it. For one thread. */
final class ModelEnd implements SessionListener {

    static final CloseStatus FAREWELL = new CloseStatus(CloseStatus.NORMAL, "farewell");
    private static final CloseStatus STUCK = new CloseStatus(CloseStatus.POLICY_VIOLATION, "stuck");

    /** How the sessions of a schedule are. */
    record Settings(boolean json, int outboundBytes, SlowConsumer slowConsumer, Duration keep, Duration beat) {

        Codec codec() {
            Encoding encoding = json ? Encoding.JSON : Encoding.MSGPACK;
            return new Codec(encoding, new Binding(), 64, Integer.MAX_VALUE, Set.of(), ProtocolVersion.V2);
        }

        SessionBounds bounds() {
            return new SessionBounds(
                    json ? Subprotocol.JSON_TEXT_V2 : Subprotocol.MSGPACK_V2,
                    json ? FrameKind.TEXT : FrameKind.BINARY,
                    outboundBytes,
                    slowConsumer,
                    5_000,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    STUCK,
                    beat,
                    2);
        }
    }

    private final ModelWorld world;
    private final SentLog outgoing;
    private final SentLog incoming;
    final MemoryBudget budget = new MemoryBudget(1 << 20, Runnable::run);
    final MemoryShare memory = budget.share(() -> {});
    final PeerSession session;
    final List<SessionEnd> ends = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();
    private int roomAsked;
    private int roomTold;
    private int suspensions;
    private boolean handles;
    private boolean isAway;

    ModelEnd(ModelWorld world, Side side, SentLog outgoing, SentLog incoming) {
        this.world = world;
        this.outgoing = outgoing;
        this.incoming = incoming;
        Settings settings = world.settings;
        this.session = PeerSession.resumable(
                new SessionTerms(side, settings.keep(), settings.beat(), true),
                settings.bounds(),
                world.codec,
                memory,
                Runnable::run,
                () -> world.now,
                this);
    }

    /** A message that may be withdrawn. */
    private final class Tag implements SendTag {

        private final int number;
        private boolean withdrawn;

        Tag(int number) {
            this.number = number;
        }

        @Override
        public boolean isWanted(boolean last) {
            return !withdrawn;
        }

        void withdraw() {
            withdrawn = true;
            outgoing.mayBeDropped(number);
            session.queue().withdraw(this);
        }
    }

    @Override
    public void received(ReceivedMessage message, Envelope envelope) {
        try {
            Object data = envelope.packet().data();
            handle(Integer.parseInt(((String) data).split(" ", 2)[0]));
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void malformed(ReceivedMessage message, MalformedPacketException fault) {
        handle(Integer.parseInt(new String(message.bytes(), 1, message.bytes().length - 1, UTF_8)));
    }

    @Override
    public void session(SessionMessage message) {
        handle(Integer.parseInt(((SessionMessage.Gap) message).channels().get(0)));
    }

    private void handle(int number) {
        assertThat(handles).as("one message at a time").isFalse();
        assertThat(ends).as("nothing comes after the end").isEmpty();
        handles = true;
        incoming.receive(number);
        world.whileHandling(this);
        handles = false;
    }

    @Override
    public void suspended(CloseStatus why) {
        assertThat(ends).isEmpty();
        assertThat(isAway).isFalse();
        isAway = true;
        world.changed(this);
    }

    @Override
    public void resumed() {
        assertThat(ends).isEmpty();
        assertThat(handles).as("no message is being handled").isFalse();
        assertThat(isAway).isTrue();
        isAway = false;
    }

    @Override
    public void ended(SessionEnd end) {
        ends.add(end);
        world.changed(this);
    }

    boolean hasEnded() {
        return session.end().isPresent();
    }

    /** Sends a message in one of the ways. */
    void send(Random random) {
        if (session.isClosing()) {
            return;
        }
        int number = outgoing.add();
        byte[] message = message(number, random);
        switch (random.nextInt(6)) {
            case 0 -> {
                Tag tag = new Tag(number);
                tags.add(tag);
                session.queue().send(message, tag, random.nextBoolean());
            }
            case 1 -> push(number, () -> session.queue().push(message));
            case 2 -> push(number, () -> session.queue().push(new PushedMessage(new SharedBytes(message))));
            case 3 ->
                push(
                        number,
                        () -> session.queue()
                                .enqueue(new PushedMessage(new SharedBytes(message)))
                                .send());
            case 4 -> session.queue().refuse(message);
            default -> session.queue().send(message);
        }
    }

    private void push(int number, Runnable push) {
        if (world.settings.slowConsumer() != SlowConsumer.CLOSE) {
            outgoing.mayBeDropped(number);
        }
        push.run();
    }

    private byte[] message(int number, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> ("?" + number).getBytes(UTF_8);
            case 1 -> world.codec.encode(new SessionMessage.Gap(List.of(String.valueOf(number))));
            default -> world.codec.encode(Packet.custom(number + " " + "x".repeat(random.nextInt(200))));
        };
    }

    void withdraw(Random random) {
        if (!tags.isEmpty()) {
            tags.get(random.nextInt(tags.size())).withdraw();
        }
    }

    void awaitRoom() {
        if (session.queue().whenRoom(() -> roomTold++)) {
            roomAsked++;
        }
    }

    void suspendReading() {
        suspensions++;
        session.suspend();
    }

    void resumeReading() {
        if (suspensions > 0) {
            suspensions--;
            session.resume();
        }
    }

    void resumeAll() {
        while (suspensions > 0) {
            resumeReading();
        }
    }

    /** Nothing waits or is unconfirmed. */
    void checkIdle() {
        assertThat(memory.held()).as("bytes of an idle session").isZero();
        assertThat(roomTold).as("each waiter for room was told once").isEqualTo(roomAsked);
    }

    void checkEnd() {
        assertThat(ends).as("it ends once").hasSize(1);
        assertThat(session.end()).contains(ends.get(0));
        assertThat(session.isOpen()).isFalse();
        assertThat(session.isLinked()).isFalse();
        checkIdle();
        assertThat(budget.held()).isZero();
    }
}
