package dev.webshocket.internal.calls;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.ItemEnvelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.Reading;
import dev.webshocket.internal.session.SendTag;
import dev.webshocket.internal.session.Sender;
import dev.webshocket.packet.RpcItem;
import dev.webshocket.packet.RpcMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A session without another side, which records what is sent and whether its reading is suspended. */
final class StreamLink implements Sender, Reading {

    static final Codec CODEC =
            new Codec(Encoding.JSON, new Binding(), 64, Integer.MAX_VALUE, Set.of(), ProtocolVersion.V2);
    static final Codec OLD = new Codec(Encoding.JSON, new Binding(), 64);

    final MemoryBudget budget;
    final MemoryShare memory;
    final StreamTable streams = new StreamTable();
    final List<RpcMessage> sent = new ArrayList<>();
    final List<RpcMessage> refused = new ArrayList<>();
    final List<SendTag> withdrawn = new ArrayList<>();
    final List<Runnable> waiting = new ArrayList<>();
    /** Gets what is sent, at once. */
    Consumer<RpcMessage> otherSide = message -> {};

    boolean full;
    int suspensions;

    StreamLink() {
        this(1 << 20);
    }

    StreamLink(long budgetBytes) {
        budget = new MemoryBudget(budgetBytes, Runnable::run);
        memory = budget.share(() -> {});
    }

    CallLink link() {
        return new CallLink(this, this, CODEC, memory, streams);
    }

    CallLink oldLink() {
        return new CallLink(this, this, OLD, memory, streams);
    }

    /** Makes an item as it arrives. */
    static ItemEnvelope item(String stream, Object value) {
        return (ItemEnvelope) open(new RpcItem(stream, value)).rpc().orElseThrow();
    }

    /** Passes a message of the other side to its stream. */
    boolean receive(RpcMessage message) {
        return streams.received(open(message).rpc().orElseThrow(), 10);
    }

    private static Envelope open(RpcMessage message) {
        try {
            return CODEC.open(CODEC.encode(message));
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    private static RpcMessage decoded(byte[] message) {
        try {
            return CODEC.decode(message).rpc();
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes room, and runs what waits for it. */
    void makeRoom() {
        full = false;
        List<Runnable> ready = List.copyOf(waiting);
        waiting.clear();
        ready.forEach(Runnable::run);
    }

    @Override
    public void send(byte[] message) {
        RpcMessage decoded = decoded(message);
        sent.add(decoded);
        otherSide.accept(decoded);
    }

    @Override
    public void send(byte[] message, SendTag tag, boolean last) {
        if (tag.isWanted(last)) {
            send(message);
        }
    }

    @Override
    public void refuse(byte[] message) {
        refused.add(decoded(message));
    }

    @Override
    public boolean hasRoom() {
        return !full;
    }

    @Override
    public long queuedBytes() {
        return 0;
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public boolean whenRoom(Runnable action) {
        return full && waiting.add(action);
    }

    @Override
    public void withdraw(SendTag tag) {
        withdrawn.add(tag);
    }

    @Override
    public boolean canSuspend() {
        return true;
    }

    @Override
    public void suspend() {
        suspensions++;
    }

    @Override
    public void resume() {
        suspensions--;
    }
}
