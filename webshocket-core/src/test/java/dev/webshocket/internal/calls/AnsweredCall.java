package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.session.Sender;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.SteppedScheduler;

/** A call of the peer that is answered when the test steps the threads. For one thread. */
final class AnsweredCall extends IncomingCall {

    private final Sender sender;
    private final Codec codec;
    private final SteppedScheduler.Line threads;
    private int answers;
    private int cancellations;
    private int itemsAfterEnd;

    AnsweredCall(Object id, CallStreams streams, Sender sender, Codec codec, SteppedScheduler.Line threads) {
        super(id, streams);
        this.sender = sender;
        this.codec = codec;
        this.threads = threads;
    }

    void answer(RpcResponse response) {
        if (finish()) {
            answers++;
            sender.send(codec.encode(Packet.rpc(response)), this, true);
        }
    }

    /** Records the end of the call, by its answer or its cancellation, which must happen once. */
    void check() {
        assertThat(answers + cancellations).isEqualTo(1);
        assertThat(isOver()).isTrue();
        assertThat(itemsAfterEnd).isZero();
    }

    @Override
    protected Sender sender() {
        return sender;
    }

    @Override
    protected void cancelled() {
        cancellations++;
    }

    @Override
    protected void stop(Runnable source) {
        threads.add(source);
    }

    @Override
    protected void runWithin(Runnable work) {
        work.run();
    }

    @Override
    protected void sendItem(Object item) {
        itemsAfterEnd += answers;
        sender.send(codec.encode(Packet.rpc(RpcResponse.item(id(), item))), this, false);
    }

    @Override
    protected void completeValue(Object value) {
        answer(RpcResponse.result(id(), value));
    }

    @Override
    protected void completeItems() {
        answer(RpcResponse.end(id()));
    }

    @Override
    protected void fail(Throwable failure) {
        if (!isOver()) {
            throw new AssertionError("nothing fails here", failure);
        }
    }

    @Override
    protected void conclude(Runnable last) {
        last.run();
    }

    @Override
    protected void refuseForThreads() {
        answer(RpcResponse.failure(id(), RpcErrorCode.RPC_OVERLOADED, "no thread"));
    }

    @Override
    protected void runBeside(Runnable work, Runnable instead) {
        threads.add(work);
    }
}
