package dev.webshocket.internal.session;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.link.Frame;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.memory.LinkedQueue;
import dev.webshocket.internal.memory.MemoryShare;
import java.nio.charset.StandardCharsets;

/** A frame that waits to be sent. Immutable except its place in the queue and its tag; the bytes must not be changed. */
final class QueuedFrame extends LinkedQueue.Element<QueuedFrame> implements Frame {

    /** The memory of a frame beside its payload, in bytes. */
    private static final int OVERHEAD = 64;

    /** Which bound the bytes count for. Each share has its own, so that one kind of sender leaves room for the others. */
    enum Share {
        /** Answers, items and messages whose senders wait for room. */
        PACED,
        /** Messages whose senders do not wait. */
        PUSHED,
        /** Answers to calls that are refused on arrival. */
        REFUSED
    }

    private final FrameKind kind;
    private final byte[] bytes;
    private SendTag tag;
    private final Share share;

    /** Null for a frame whose bytes are its own. */
    private final PushedMessage shared;

    private final boolean gathered;

    private QueuedFrame(
            FrameKind kind, byte[] bytes, SendTag tag, Share share, PushedMessage shared, boolean gathered) {
        this.kind = kind;
        this.bytes = bytes;
        this.tag = tag;
        this.share = share;
        this.shared = shared;
        this.gathered = gathered;
    }

    /**
     * Makes a frame whose bytes are its own.
     *
     * @param tag the owner; null for a frame that is never withdrawn
     */
    static QueuedFrame own(FrameKind kind, byte[] message, SendTag tag, Share share) {
        return new QueuedFrame(kind, message, tag, share, null, false);
    }

    /** Makes a frame whose bytes are its own, and which is one of several that are queued at once. */
    static QueuedFrame gathered(FrameKind kind, byte[] message) {
        return new QueuedFrame(kind, message, null, Share.PACED, null, true);
    }

    /** Makes a frame of a message that has several receivers. */
    static QueuedFrame shared(FrameKind kind, PushedMessage message) {
        return new QueuedFrame(kind, message.bytes().bytes(), null, Share.PUSHED, message, true);
    }

    @Override
    public FrameKind kind() {
        return kind;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    SendTag tag() {
        return tag;
    }

    /** It can not be withdrawn any more, and does not hold its owner in memory. */
    void forgetTag() {
        tag = null;
    }

    Share share() {
        return share;
    }

    /** Returns how full queues treat the message; null for as the settings say. */
    Topic topic() {
        return shared == null ? null : shared.topic();
    }

    /** Returns what to do with the message in a queue without room, where its topic does not say it. */
    SlowConsumer policy(SlowConsumer setting) {
        Topic topic = topic();
        return topic == null || topic.policy() == null || topic.conflates() ? setting : topic.policy();
    }

    /** Tells whether it is dropped for newer ones in a queue without room, or replaced by the next one of its channel. */
    boolean yields(SlowConsumer setting) {
        Topic topic = topic();
        boolean isReplaced = topic != null && topic.conflates();
        return share == Share.PUSHED && (isReplaced || policy(setting) == SlowConsumer.DROP_OLDEST);
    }

    /** {@inheritDoc} The frames of one shared message have one text. */
    @Override
    public String text() {
        return shared == null
                ? new String(bytes, StandardCharsets.UTF_8)
                : shared.bytes().text();
    }

    @Override
    public boolean isGathered() {
        return gathered;
    }

    int cost() {
        return bytes.length + OVERHEAD;
    }

    /** Reserves its memory. */
    void charge(MemoryShare memory) {
        if (shared == null) {
            memory.charge(cost());
        } else {
            memory.charge(OVERHEAD);
            memory.hold(shared.bytes());
        }
    }

    /** Releases its memory. */
    void giveBack(MemoryShare memory) {
        if (shared == null) {
            memory.giveBack(cost());
        } else {
            memory.giveBack(OVERHEAD);
            memory.letGo(shared.bytes());
        }
    }
}
