package dev.webshocket.internal.rpc;

import dev.webshocket.ClientCallException;
import dev.webshocket.ClientConnection;
import dev.webshocket.internal.calls.CallRequest;
import dev.webshocket.internal.calls.CallTable;
import dev.webshocket.internal.calls.IncomingCall;
import dev.webshocket.internal.calls.OutgoingCall;
import dev.webshocket.internal.calls.ValueCall;
import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ResponseEnvelope;
import dev.webshocket.internal.codec.UnfitValueException;
import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The server's calls of one client: section "Calls in both directions" of the wire protocol. They wait for room in the send queue
 * and for their answers, also while the connection waits for its client to come back. The ids are the server's own.
 *
 * <p>Safe for use by any thread, without a lock.
 */
public final class ClientCalls {

    private final Peer peer;
    private final ClientCallBounds bounds;
    private final ClientCallFailures failures = new ClientCallFailures();
    private final CallTable table = new CallTable();
    private final UnsentMessages unsent;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger outstanding = new AtomicInteger();
    private volatile boolean ended;

    /** Makes those of a client. */
    public ClientCalls(Peer peer, ClientCallBounds bounds) {
        this.peer = peer;
        this.bounds = bounds;
        this.unsent = new UnsentMessages(peer.outbound(), bounds.bytes());
    }

    /**
     * Calls a method of the client and waits for the result. If a call of a client runs on the current thread, it lets later
     * calls of its connection pass meanwhile.
     *
     * @param timeout zero for no limit
     * @throws ClientCallException if there is no answer, or the current thread must not wait
     * @throws dev.webshocket.RpcException if the client answers with an error
     * @throws IllegalArgumentException if the timeout is negative, or no wire value can be read as the type
     */
    @SuppressWarnings("unchecked")
    public <T> T call(String method, Duration timeout, Type type, Object... arguments) {
        ValueReader reader = bounds.readers().reader(type);
        Call current = IncomingCall.current() instanceof Call running ? running : null;
        if (ContainerThread.isCurrent() || (current != null && current.method().nonBlocking())) {
            throw ClientCallFailures.wouldBlock(method);
        }
        RpcResponse answer = current == null
                ? await(start(method, timeout, arguments))
                : awaitWithin(current, method, timeout, arguments);
        return (T) result(answer, method, reader);
    }

    /** Waits within a call of a client, which lets later calls pass. */
    private RpcResponse awaitWithin(Call current, String method, Duration timeout, Object[] arguments) {
        CallLane lane = current.peer().lane();
        if (!lane.threads().beginWait()) {
            throw ClientCallFailures.tooMany("half of the workerThreads wait for clients already; use callAsync");
        }
        try {
            ValueCall call = start(method, timeout, arguments);
            lane.beside().letPass(current);
            try {
                return await(call);
            } finally {
                lane.beside().stay(current);
            }
        } finally {
            lane.threads().endWait();
        }
    }

    private static RpcResponse await(ValueCall call) {
        try {
            return call.answer().get();
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw ClientCallFailures.interrupted(call.request().method());
        } catch (ExecutionException e) {
            RuntimeException failure = (RuntimeException) e.getCause();
            // Another thread made it: the stack trace is to show the caller.
            failure.fillInStackTrace();
            throw failure;
        }
    }

    /**
     * Calls a method of the client.
     *
     * @param timeout zero for no limit
     * @return completes on a thread for calls; cancelling it cancels the call at the client
     * @throws IllegalArgumentException if the timeout is negative, or no wire value can be read as the type
     */
    public <T> CompletableFuture<T> callAsync(String method, Duration timeout, Type type, Object... arguments) {
        ValueReader reader = bounds.readers().reader(type);
        ValueCall call;
        try {
            call = start(method, timeout, arguments);
        } catch (ClientCallException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<T> promised = new CompletableFuture<>();
        call.answer()
                .whenComplete((answer, failure) ->
                        peer.lane().threads().runLasting(() -> complete(promised, answer, failure, method, reader)));
        // After the answer this has no effect.
        promised.whenComplete((result, failure) -> call.cancel());
        return promised;
    }

    @SuppressWarnings("unchecked")
    private <T> void complete(
            CompletableFuture<T> promised, RpcResponse answer, Throwable failure, String method, ValueReader reader) {
        if (failure != null) {
            promised.completeExceptionally(failure);
            return;
        }
        T result;
        try {
            result = (T) result(answer, method, reader);
        } catch (Throwable e) {
            // Also for an Error: nobody may wait for ever.
            promised.completeExceptionally(e);
            return;
        }
        promised.complete(result);
    }

    private Object result(RpcResponse answer, String method, ValueReader reader) {
        if (answer.error() != null) {
            throw failures.error(answer);
        }
        try {
            return reader.read(answer.response());
        } catch (UnfitValueException e) {
            throw ClientCallFailures.unusable(method, e.getMessage(), e);
        }
    }

    private ValueCall start(String method, Duration timeout, Object[] arguments) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a timeout must not be negative, unlike " + timeout);
        }
        if (!peer.link().hasCredit()) {
            throw ClientCallFailures.oldVersion();
        }
        long number = numbers.incrementAndGet();
        ValueCall call = new ValueCall(
                new CallRequest(method, timeout, false),
                number,
                encode(method, arguments, number),
                failures,
                this::abandon);
        if (outstanding.incrementAndGet() > bounds.calls()) {
            outstanding.decrementAndGet();
            throw ClientCallFailures.tooMany(bounds.calls()
                    + " calls of this client are unanswered already; wait for answers, or raise clientCalls");
        }
        call.answer().whenComplete((answer, failure) -> outstanding.decrementAndGet());
        table.add(call);
        if (!timeout.isZero()) {
            call.timeout(peer.lane().threads().schedule(call::timedOut, timeout));
        }
        if (!unsent.add(new UnsentMessages.Message(call.message(), call, call::sending))) {
            call.failed(() -> ClientCallFailures.tooMany(
                    "calls of more than outboundBytes wait to be sent to this client; wait for answers"));
        }
        if (ended) {
            // The session may have ended before this call was in the table.
            failAll();
        }
        if (call.isOver()) {
            // It may have ended before it was in the queue or the table.
            table.remove(call);
            unsent.remove(call);
        }
        return call;
    }

    private byte[] encode(String method, Object[] arguments, long number) {
        // Java passes a single null as a null array.
        List<Object> all = arguments == null ? Collections.singletonList(null) : Arrays.asList(arguments.clone());
        try {
            return peer.link().codec().encode(new RpcRequest(method, all, Map.of(), OutgoingCall.id(number)));
        } catch (EncodingException e) {
            throw ClientCallFailures.unencodable(method, e);
        }
    }

    /** Cancels a call at the client, unless it has not been sent. */
    private void abandon(OutgoingCall call) {
        if (!table.remove(call) || unsent.remove(call)) {
            return;
        }
        peer.outbound().withdraw(call);
        // Also waits for room: without a link, a message beyond the bound would end the session.
        unsent.add(new UnsentMessages.Message(
                peer.link().codec().encode(new RpcCancel(call.id())), last -> true, () -> {}));
    }

    /** Takes an answer, whose values are decoded on another thread if they are many. For the link's thread. */
    void answered(Envelope envelope, ResponseEnvelope response, int bytes) {
        if (!table.awaits(response.callId())) {
            return;
        }
        long valueBytes = envelope.valueBytes();
        if (!peer.memory().takePinned(valueBytes)) {
            table.fail(
                    response.callId(),
                    call -> ClientCallFailures.unusable(
                            call.request().method(), "the server has no memory left for it", null));
            return;
        }
        Runnable decode = () -> {
            try {
                decode(response, bytes);
            } finally {
                peer.memory().giveBackPinned(valueBytes);
            }
        };
        if (valueBytes < LargeCalls.LARGE) {
            decode.run();
        } else {
            peer.lane().threads().runShort(decode);
        }
    }

    private void decode(ResponseEnvelope response, int bytes) {
        RpcResponse answer;
        try {
            answer = response.open();
        } catch (MalformedPacketException e) {
            table.fail(
                    response.callId(),
                    call -> ClientCallFailures.unusable(call.request().method(), e.getMessage(), e));
            return;
        }
        table.answered(answer, bytes);
    }

    /** Returns the metadata of the call that the current thread runs; none if it runs no call of this connection. */
    public static Map<String, String> metaOfCurrent(ClientConnection connection) {
        return IncomingCall.current() instanceof Call call
                        && call.peer().connection().equals(connection)
                ? call.meta()
                : Map.of();
    }

    /** Fails the calls that are unanswered, and later ones, since the session has ended. */
    public void end() {
        ended = true;
        failAll();
    }

    private void failAll() {
        table.takeAll()
                .forEach(call -> call.failed(
                        () -> ClientCallFailures.ended(call.request().method())));
    }
}
