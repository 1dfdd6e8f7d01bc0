package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.internal.client.PendingCall.CallRequest;
import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.internal.codec.MsgpackCodec;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Makes and starts the calls of one client. Safe for use by any thread. */
final class CallStarter {

    private final MsgpackCodec codec;
    private final ResultTypes types;
    private final Outbox outbox;
    private final ClientThreads threads;
    private final Semaphore heldReaders;
    private final int bufferBytes;
    private final BooleanSupplier first;
    private final AtomicLong numbers = new AtomicLong();

    /**
     * Makes the starter of one client.
     *
     * @param bufferBytes how much of a stream may wait
     * @param first tells whether what the current thread sends goes before what waits for the connection to be ready
     */
    CallStarter(
            ClientRuntime.Lease runtime, Outbox outbox, ClientThreads threads, int bufferBytes, BooleanSupplier first) {
        this.codec = runtime.codec();
        this.types = runtime.types();
        this.heldReaders = runtime.heldReaders();
        this.outbox = outbox;
        this.threads = threads;
        this.bufferBytes = bufferBytes;
        this.first = first;
    }

    ResultTypes types() {
        return types;
    }

    ClientThreads threads() {
        return threads;
    }

    /**
     * Starts a call that is answered once.
     *
     * @throws ClientException if the arguments have no form on the wire
     */
    ValueCall startValue(PreparedCall prepared) {
        long number = numbers.incrementAndGet();
        ValueCall call = new ValueCall(prepared.request(), number, encode(prepared, number), this::abandon);
        start(call);
        return call;
    }

    /**
     * Makes a streaming call, to be {@linkplain #start started}.
     *
     * @throws ClientException if the arguments have no form on the wire
     */
    StreamCall stream(PreparedCall prepared) {
        long number = numbers.incrementAndGet();
        return new StreamCall(
                prepared.request(), number, encode(prepared, number), this::abandon, bufferBytes, heldReaders);
    }

    /** Starts a call, and its clock. */
    void start(PendingCall call) {
        CallRequest request = call.request();
        if (!request.timeout().isZero()) {
            call.timeout(threads.schedule(call::timedOut, request.timeout()));
        }
        outbox.submit(call, first.getAsBoolean());
    }

    /** Sends a packet; done when it has been handed to the link. */
    CompletableFuture<Void> send(Packet packet, Duration timeout) {
        DataMessage message = new DataMessage(encode(packet));
        if (!timeout.isZero()) {
            Future<?> clock = threads.schedule(() -> message.timedOut(timeout), timeout);
            message.done().whenComplete((sent, failure) -> clock.cancel(false));
        }
        outbox.submit(message, first.getAsBoolean());
        return message.done();
    }

    private void abandon(PendingCall call) {
        outbox.abandon(call, encode(Packet.rpc(new RpcCancel(call.id()))));
    }

    private byte[] encode(PreparedCall prepared, long number) {
        return encode(Packet.rpc(
                new RpcRequest(prepared.method(), prepared.arguments(), prepared.named(), PendingCall.id(number))));
    }

    private byte[] encode(Packet packet) {
        try {
            return codec.encode(packet);
        } catch (EncodingException e) {
            throw ClientFailures.unencodable(e);
        }
    }
}
