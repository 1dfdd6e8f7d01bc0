package dev.webshocket.internal.session;

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
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.SessionTerms.Side;
import dev.webshocket.packet.Packet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One side of a session of version 2 whose links have no peer: the test plays the other side. For one thread. */
final class ResumableEnd implements SessionListener {

    static final Duration KEEP = Duration.ofSeconds(30);
    static final Duration BEAT = Duration.ofSeconds(10);
    static final CloseStatus BROKEN = new CloseStatus(CloseStatus.ABNORMAL, "broken");

    final Codec codec = new Codec(Encoding.JSON, new Binding(), 64, Integer.MAX_VALUE, Set.of(), ProtocolVersion.V2);
    final SessionBounds bounds = new SessionBounds(
            Subprotocol.JSON_TEXT_V2,
            FrameKind.TEXT,
            1000,
            SlowConsumer.CLOSE,
            1000,
            Duration.ofSeconds(8),
            Duration.ofSeconds(9),
            null,
            BEAT,
            2);
    final MemoryShare memory = MemoryBudget.unbounded();
    final PeerSession session;

    /** What has happened: data of packets, other messages, and changes of the link. */
    final List<Object> events = new ArrayList<>();

    final List<SessionEnd> ends = new ArrayList<>();

    /** Runs while a message is being handled. */
    Runnable whileHandling = () -> {};

    /** Runs when the session has lost its link. */
    Runnable whenSuspended = () -> {};

    long now = 1;

    /** Whether links do not complete the sending of messages while time passes. */
    boolean stalls;

    private final List<Wire> wires = new ArrayList<>();

    ResumableEnd(Side side, Duration keep, Duration beat) {
        this.session = PeerSession.resumable(
                new SessionTerms(side, keep, beat, true), bounds, codec, memory, Runnable::run, () -> now, this);
    }

    /** Makes the server's side. */
    ResumableEnd() {
        this(Side.SERVER, KEEP, BEAT);
    }

    /** A link, and what this side sends over it. */
    final class Wire implements SessionLink.Opening {

        final HeldLink link = new HeldLink();
        final MemoryShare memory = MemoryBudget.unbounded();
        final List<Object> opening = new ArrayList<>();
        final SessionLink end;
        LinkListener listener;

        Wire() {
            this.end = new SessionLink(
                    (told, share) -> {
                        listener = told;
                        return link;
                    },
                    bounds,
                    codec,
                    memory,
                    this);
            end.start();
            wires.add(this);
        }

        @Override
        public void opened(SessionLink link, SessionMessage first) {
            opening.add(first);
        }

        @Override
        public void failed(SessionLink link, CloseStatus status) {
            opening.add(status);
        }

        @Override
        public void ended(SessionLink link) {
            opening.add("ended");
        }

        void receive(SessionMessage message) {
            listener.received(new String(codec.encode(message), StandardCharsets.UTF_8));
        }

        void receive(Object data) {
            listener.received(new String(codec.encode(Packet.custom(data)), StandardCharsets.UTF_8));
        }

        Wire greet() {
            receive(new Hello(null, 0, List.of(), null));
            assertThat(opening).hasSize(1);
            return this;
        }

        /** What was sent over it: data of packets, and other messages. */
        List<Object> sent() {
            link.sendAll();
            return link.messages.stream().map(ResumableEnd.this::content).toList();
        }
    }

    private Object content(byte[] message) {
        try {
            Envelope envelope = codec.open(message);
            return envelope.session() == null ? envelope.packet().data() : envelope.session();
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes a link whose other side has received so many packets. */
    Wire take(long peerReceived) {
        Wire wire = new Wire().greet();
        assertThat(session.take(wire.end, peerReceived, Ack::new)).isTrue();
        return wire;
    }

    void send(Object data) {
        session.queue().send(codec.encode(Packet.custom(data)));
    }

    /** Time passes, in steps, with a check after each. */
    void pass(Duration time, Duration step) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            now += step.toNanos();
            session.check(now);
            if (!stalls) {
                wires.forEach(wire -> wire.link.sendAll());
            }
        }
    }

    void pass(Duration time) {
        pass(time, PeerSession.CHECK_INTERVAL);
    }

    @Override
    public void received(ReceivedMessage message, Envelope envelope) {
        handle(content(message.bytes()));
    }

    @Override
    public void malformed(ReceivedMessage message, MalformedPacketException fault) {
        handle("malformed");
    }

    @Override
    public void session(SessionMessage message) {
        handle(message);
    }

    private void handle(Object event) {
        events.add(event);
        whileHandling.run();
    }

    @Override
    public void suspended(CloseStatus why) {
        events.add(why);
        whenSuspended.run();
    }

    @Override
    public void resumed() {
        events.add("resumed");
    }

    @Override
    public void ended(SessionEnd end) {
        ends.add(end);
    }
}
