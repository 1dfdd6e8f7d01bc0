package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Faulty;
import dev.webshocket.internal.codec.SessionMessage.Unknown;
import dev.webshocket.internal.link.CloseStatus;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * The packets that a session of version 2 has received, over all its links. It counts those that are numbered, confirms them, and
 * answers those that are not. One thread at a time handles a message: the one that has {@linkplain #enter entered}.
 */
final class Reception {

    // Half of what the protocol allows, so that confirmations are on their way in time.
    private static final int CONFIRMED_PACKETS = 32;
    private static final int CONFIRMED_BYTES = 32 << 10;

    private static final AtomicLongFieldUpdater<Reception> RECEIVED =
            AtomicLongFieldUpdater.newUpdater(Reception.class, "received");

    private final PeerSession session;
    private final Codec codec;
    private final ResumableQueue queue;
    private final LinkWatch watch;
    private final AtomicInteger busy = new AtomicInteger();

    /** Written by the thread that has entered. */
    private volatile long received;

    // What has been received since the last confirmation; for the thread that has entered.
    private int packets;
    private int bytes;

    Reception(PeerSession session, Codec codec, ResumableQueue queue, LinkWatch watch) {
        this.session = session;
        this.codec = codec;
        this.queue = queue;
        this.watch = watch;
    }

    /** Tries to become the thread that handles a message. */
    boolean enter() {
        return busy.compareAndSet(0, 1);
    }

    void leave() {
        busy.set(0);
    }

    /** Tells whether a message is being handled. */
    boolean isBusy() {
        return busy.get() != 0;
    }

    /** Returns how many numbered packets have been received. */
    long received() {
        return received;
    }

    /** Handles a message of the current link. */
    void handle(ReceivedMessage message) {
        Envelope envelope;
        try {
            envelope = session.bounds().subprotocol().open(message, codec);
        } catch (MalformedPacketException e) {
            count(message);
            session.listener().malformed(message, e);
            answer();
            return;
        }
        SessionMessage control = envelope.session();
        if (control == null) {
            count(message);
            session.listener().received(message, envelope);
        } else if (control.isNumbered()) {
            count(message);
            if (!(control instanceof Unknown)) {
                session.listener().session(control);
            }
        } else {
            control(control);
        }
        answer();
    }

    /** Counts a packet before it is processed: once counted, it is processed, whatever happens to the link. */
    private void count(ReceivedMessage message) {
        RECEIVED.lazySet(this, received + 1);
        packets++;
        bytes += Math.min(message.bytes().length, CONFIRMED_BYTES);
    }

    private void control(SessionMessage message) {
        if (message instanceof Ack ack) {
            if (!queue.confirm(ack.received())) {
                violated("ack confirms " + ack.received() + " packets, which are more than were sent");
            }
        } else if (message instanceof Faulty faulty) {
            violated(faulty.why());
        } else if (message instanceof Beat beat) {
            session.listener().beat(beat.positions());
        } else {
            violated("hello and welcome open a connection, and are sent once");
        }
    }

    private void violated(String why) {
        session.abort(CloseStatus.of(CloseStatus.PROTOCOL_ERROR, why));
    }

    /** Sends the confirmation and the sign of life that are due after a message. */
    private void answer() {
        if (packets >= CONFIRMED_PACKETS || bytes >= CONFIRMED_BYTES) {
            packets = 0;
            bytes = 0;
            queue.acknowledge();
        } else if (watch.owesBeat()) {
            queue.beat();
        }
    }
}
