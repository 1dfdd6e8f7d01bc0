package dev.webshocket.internal.calls;

import dev.webshocket.RpcException;
import dev.webshocket.internal.session.Sender;
import dev.webshocket.packet.RpcEnd;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcItem;
import dev.webshocket.packet.RpcRequest;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/**
 * A stream of items that this side sends to a call which it has made, in version 2 of the protocol. Safe for use by any
 * thread.
 */
public final class OutgoingUpload extends ItemProducer {

    private final String id;
    private final CallLink link;
    private final ItemThreads threads;
    private final BiConsumer<? super Throwable, Runnable> failed;

    /**
     * Makes an upload that has not begun.
     *
     * @param id unique among the uploads of this side
     * @param link over which its call has been sent
     * @param threads run the source
     * @param failed gets what the source has thrown, unless that is an {@link RpcException}, which is for the other side; and
     *     what tells the other side, which it runs once the call cannot be answered any more
     */
    OutgoingUpload(String id, CallLink link, ItemThreads threads, BiConsumer<? super Throwable, Runnable> failed) {
        super(new Credit(RpcRequest.DEFAULT_CREDIT));
        this.id = id;
        this.link = link;
        this.threads = threads;
        this.failed = failed;
    }

    String id() {
        return id;
    }

    /** Begins to send, unless it is over. */
    void start(UploadSource source) {
        if (!link.streams().add(this)) {
            cancel();
        }
        if (isOver()) {
            // The call may have ended before this upload was in the table.
            link.streams().remove(this);
            threads.run(source::discard, source::discard);
        } else {
            threads.run(() -> source.sendTo(this), () -> {
                refuseForThreads();
                source.discard();
            });
        }
    }

    @Override
    protected Sender sender() {
        return link.sender();
    }

    @Override
    protected void ended() {
        link.streams().remove(this);
    }

    @Override
    protected void cancelled() {
        // The other side has asked for it, or its call is over.
    }

    @Override
    protected void stop(Runnable source) {
        threads.run(source, source);
    }

    @Override
    protected void runWithin(Runnable work) {
        work.run();
    }

    @Override
    protected void sendItem(Object item) {
        link.sender().send(link.codec().encode(new RpcItem(id, item)), this, false);
    }

    @Override
    protected void completeItems() {
        end(new RpcEnd(id, null, null));
    }

    @Override
    protected void fail(Throwable failure) {
        if (isCancelled()) {
            return;
        }
        if (failure instanceof RpcException told) {
            end(new RpcEnd(id, told.code(), told.getMessage()));
            return;
        }
        failHere(failure, RpcErrorCode.RPC_INTERNAL_ERROR, "the caller failed to make the items");
    }

    @Override
    protected void conclude(Runnable last) {
        last.run();
    }

    @Override
    protected void refuseForThreads() {
        failHere(
                new RejectedExecutionException("there is no thread for the items of an upload"),
                RpcErrorCode.RPC_OVERLOADED,
                "the caller has no thread to make the items");
    }

    /** Fails the call on this side, before an answer to what the other side is told can end it in another way. */
    private void failHere(Throwable failure, RpcErrorCode code, String message) {
        if (finish()) {
            failed.accept(failure, () -> send(new RpcEnd(id, code.code(), message)));
        }
    }

    @Override
    protected void runBeside(Runnable work, Runnable instead) {
        threads.run(work, instead);
    }

    private void end(RpcEnd last) {
        if (finish()) {
            send(last);
        }
    }

    private void send(RpcEnd last) {
        link.sender().send(link.codec().encode(last), this, true);
    }
}
