package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.internal.calls.CallFailures;
import dev.webshocket.internal.calls.CallRequest;
import dev.webshocket.internal.calls.CallUploads;
import dev.webshocket.internal.calls.ItemCall;
import dev.webshocket.internal.calls.OutgoingCall;
import dev.webshocket.internal.calls.ValueCall;
import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Creates and starts the calls of one client. Safe for use by any thread. */
final class CallStarter {

    private final ClientBinding binding;
    private final ResultTypes types;
    private final Backlog backlog;
    private final ClientThreads threads;
    private final int bufferBytes;
    private final Supplier<ClientSession> only;
    private final CallFailures failures = new FailedCalls();
    private final AtomicLong numbers = new AtomicLong();

    /**
     * Creates the starter of one client.
     *
     * @param bufferBytes how many bytes of a stream may wait
     * @param only gives the only link for the current thread's messages, null for any open link
     */
    CallStarter(
            ClientRuntime.Lease runtime,
            Backlog backlog,
            ClientThreads threads,
            int bufferBytes,
            Supplier<ClientSession> only) {
        this.binding = runtime.binding();
        this.types = binding.types();
        this.backlog = backlog;
        this.threads = threads;
        this.bufferBytes = bufferBytes;
        this.only = only;
    }

    ResultTypes types() {
        return types;
    }

    ClientThreads threads() {
        return threads;
    }

    /**
     * Starts a call with a single answer.
     *
     * @throws ClientException if the arguments cannot be encoded
     */
    ValueCall startValue(PreparedCall prepared) {
        long number = numbers.incrementAndGet();
        byte[] message = encode(prepared, number, RpcRequest.DEFAULT_CREDIT);
        ValueCall call = new ValueCall(prepared.request(), number, message, failures, this::abandon);
        call.uploads(uploads(prepared));
        start(call);
        return call;
    }

    /**
     * Creates a streaming call, to be {@linkplain #start started}.
     *
     * @throws ClientException if the arguments cannot be encoded
     */
    ItemCall stream(PreparedCall prepared) {
        long number = numbers.incrementAndGet();
        ItemCall call = new ItemCall(
                prepared.request(),
                number,
                encode(prepared, number, ItemCall.credit(bufferBytes)),
                failures,
                this::abandon,
                bufferBytes,
                threads::schedule);
        call.uploads(uploads(prepared));
        return call;
    }

    private CallUploads uploads(PreparedCall prepared) {
        return prepared.uploads().isEmpty()
                ? CallUploads.NONE
                : new CallUploads(prepared.uploads(), (work, instead) -> threads.callBack(work));
    }

    /** Starts a call and its timeout. */
    void start(OutgoingCall call) {
        CallRequest request = call.request();
        if (!request.timeout().isZero()) {
            call.timeout(threads.schedule(call::timedOut, request.timeout()));
        }
        backlog.submit(new CallSubmission(call), only.get());
        if (call.isOver()) {
            // The call ended before the backlog knew it: by its timeout, or by a subscriber that cancels at once.
            abandon(call);
        }
    }

    /** Sends a packet. The future completes when the link has it; completing it before withdraws the packet. */
    CompletableFuture<Void> send(Packet packet, Duration timeout) {
        DataMessage message = new DataMessage(encode(packet));
        CompletableFuture<Void> done = message.done();
        if (!timeout.isZero()) {
            Future<?> clock =
                    threads.schedule(() -> message.failed(() -> ClientFailures.notSent("data", timeout)), timeout);
            done.whenComplete((sent, failure) -> clock.cancel(false));
        }
        backlog.submit(message, only.get());
        done.whenComplete((sent, failure) -> {
            if (failure != null) {
                backlog.forget(message);
            }
        });
        return done;
    }

    private void abandon(OutgoingCall call) {
        backlog.abandon(call, encode(Packet.rpc(new RpcCancel(call.id()))));
    }

    private byte[] encode(PreparedCall prepared, long number, int credit) {
        String id = OutgoingCall.id(number);
        return encode(Packet.rpc(new RpcRequest(
                prepared.method(),
                prepared.arguments(),
                prepared.named(),
                id,
                CallUploads.ids(id, prepared.uploads().size()),
                prepared.meta(),
                credit)));
    }

    private byte[] encode(Packet packet) {
        try {
            return binding.codec(backlog.version()).encode(packet);
        } catch (EncodingException e) {
            throw ClientFailures.unencodable(e);
        }
    }
}
