package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A queue of version 2 whose links have no peer, for the tests of such queues. */
abstract class QueueOfLinks {

    static final int BOUND = 1000;
    static final SessionMessage FIRST = new Ack(77);

    final Codec codec = new Codec(Encoding.JSON, new Binding(), 64, Integer.MAX_VALUE, Set.of(), ProtocolVersion.V2);
    final MemoryShare memory = MemoryBudget.unbounded();
    final List<Refusal> refusals = new ArrayList<>();
    final HeldLink link = new HeldLink();
    ChannelReports reports = ChannelReports.NONE;
    long received;
    long now = 1;

    ResumableQueue queue(SlowConsumer policy) {
        ControlFrames control = new ControlFrames(codec, FrameKind.TEXT, () -> received, reports);
        GapFrames gaps = new GapFrames(codec, FrameKind.TEXT);
        NumberedFrames frames = new NumberedFrames(BOUND, memory, policy, control, gaps);
        ResumableQueue queue =
                new ResumableQueue(FrameKind.TEXT, frames, control, gaps, reports, policy, refusals::add, () -> now);
        queue.onDrop(topic -> gaps.add(reports.lost(topic)));
        return queue;
    }

    ResumableQueue queue() {
        return queue(SlowConsumer.CLOSE);
    }

    ResumableQueue linked(SlowConsumer policy) {
        ResumableQueue queue = queue(policy);
        connect(queue, link);
        link.sendAll();
        link.messages.clear();
        return queue;
    }

    ResumableQueue linked() {
        return linked(SlowConsumer.CLOSE);
    }

    static void connect(ResumableQueue queue, HeldLink to) {
        LinkWriter.write(queue.connect(to, FIRST, 77));
    }

    HeldLink reconnect(ResumableQueue queue, long peerReceived) {
        HeldLink next = new HeldLink();
        assertThat(queue.restart(peerReceived)).isTrue();
        connect(queue, next);
        return next;
    }

    /** A message of some bytes, the first of which is its number. */
    static byte[] message(int number, int length) {
        byte[] message = new byte[length];
        message[0] = (byte) number;
        return message;
    }

    static byte[] message(int number) {
        return message(number, 1);
    }

    /** What a link got: numbers, and the packets of source SESSION. */
    List<Object> got(HeldLink by) {
        List<Object> got = new ArrayList<>();
        for (byte[] message : by.messages) {
            if (message[0] != '{') {
                got.add((int) message[0]);
                continue;
            }
            try {
                got.add(codec.open(message).session());
            } catch (MalformedPacketException e) {
                throw new AssertionError(e);
            }
        }
        return got;
    }
}
