package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.ItemEnvelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.link.Pipe;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.SessionBounds;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.SessionListener;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.SteppedScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** An end that makes calls and an end that answers them, connected by a pipe. For one thread. */
final class TwoEnds {

    private static final Binding BINDING = new Binding();
    private static final int BUFFER = 200;

    private final SteppedScheduler scheduler;
    private final Codec codec;
    private final Pipe pipe;
    private final MemoryBudget budget = new MemoryBudget(1 << 20, Runnable::run);
    private final CallTable table = new CallTable();
    private final List<Runnable> timers = new ArrayList<>();
    private final Map<Object, AnsweredCall> answered = new LinkedHashMap<>();
    private final CallLink caller;
    private final CallLink answerer;
    private final SteppedScheduler.Line callerThreads;
    private boolean callerEnded;
    private long numbers;

    TwoEnds(SteppedScheduler scheduler, ProtocolVersion version) {
        this.scheduler = scheduler;
        this.codec = new Codec(Encoding.MSGPACK, BINDING, 64, 1000, List.of(), version);
        this.pipe = new Pipe(scheduler, 10_000);
        this.callerThreads = scheduler.line();
        this.caller = link(pipe.first(), new Caller());
        this.answerer = link(pipe.second(), new Answerer());
    }

    private CallLink link(LinkFactory links, SessionListener listener) {
        MemoryShare memory = budget.share(() -> {});
        SessionBounds bounds = new SessionBounds(
                codec.version() == ProtocolVersion.V1 ? Subprotocol.MSGPACK : Subprotocol.MSGPACK_V2,
                FrameKind.BINARY,
                500,
                SlowConsumer.CLOSE,
                10_000,
                Duration.ZERO,
                Duration.ZERO,
                new CloseStatus(CloseStatus.POLICY_VIOLATION, "stuck"),
                Duration.ZERO,
                2);
        PeerSession session = new PeerSession(links, bounds, codec, memory, Runnable::run, () -> 1, listener);
        session.start();
        return new CallLink(session.queue(), session, codec, memory, new StreamTable());
    }

    private static Packet packet(Envelope envelope) {
        try {
            return envelope.packet();
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    static Object value(ItemEnvelope item) {
        try {
            return item.open().value();
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    private final class Caller implements SessionListener {

        @Override
        public void received(ReceivedMessage message, Envelope envelope) {
            if (!caller.streams().received(envelope.rpc().orElseThrow(), envelope.valueBytes())) {
                table.answered((RpcResponse) packet(envelope).rpc(), message.bytes().length);
            }
        }

        @Override
        public void malformed(ReceivedMessage message, MalformedPacketException fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void ended(SessionEnd end) {
            callerEnded = true;
            caller.streams().end();
            table.takeAll().forEach(call -> call.failed(() -> new NamedFailures.Failed("ended")));
        }
    }

    private final class Answerer implements SessionListener {

        private final SteppedScheduler.Line threads = scheduler.line();

        @Override
        public void received(ReceivedMessage message, Envelope envelope) {
            if (answerer.streams().received(envelope.rpc().orElseThrow(), envelope.valueBytes())) {
                return;
            }
            Packet packet = packet(envelope);
            if (packet.rpc() instanceof RpcCancel cancel) {
                answered.get(cancel.callId()).cancel();
            } else if (packet.rpc() instanceof RpcRequest request) {
                answer(request);
            }
        }

        private void answer(RpcRequest request) {
            boolean stream =
                    request.method().equals("items") || request.method().equals("echo");
            CallStreams.Opened opened =
                    CallStreams.open(answerer, request.callId(), request.uploads(), BUFFER, stream, request.credit());
            AnsweredCall call = new AnsweredCall(request.callId(), opened.streams(), answerer.sender(), codec, threads);
            assertThat(answered.put(request.callId(), call))
                    .as("a call comes once")
                    .isNull();
            if (opened.fault() != null) {
                assertThat(opened.fault()).isEqualTo(StreamTable.Fault.TOO_MANY);
                call.answer(RpcResponse.failure(call.id(), RpcErrorCode.RPC_OVERLOADED, "streams"));
                return;
            }
            switch (request.method()) {
                case "value" -> threads.add(() -> call.answer(RpcResponse.result(call.id(), call.id())));
                case "items" -> call.sendItems(new CountingPublisher(number(request), threads));
                case "echo" ->
                    call.sendItems(new UploadPublisher<>(
                            uploaded(call), TwoEnds::value, (work, instead) -> threads.add(work), failure -> {
                                throw new AssertionError(failure);
                            }));
                default -> new CountedUpload(call, uploaded(call), threads, number(request)).begin();
            }
        }

        private static int number(RpcRequest request) {
            return ((Number) request.args().get(0)).intValue();
        }

        private static ItemBuffer<ItemEnvelope> uploaded(IncomingCall call) {
            return call.streams().uploads().get(0).items();
        }

        @Override
        public void malformed(ReceivedMessage message, MalformedPacketException fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void ended(SessionEnd end) {
            answerer.streams().end();
            answered.values().forEach(IncomingCall::cancel);
        }
    }

    /** A call that was made. */
    final class Made {

        private final OutgoingCall call;
        private final int count;
        private final CompletableFuture<Void> clock = new CompletableFuture<>();
        private final List<Object> items = new ArrayList<>();
        private boolean cancelled;
        private boolean late;

        private Made(OutgoingCall call, int count) {
            this.call = call;
            this.count = count;
            call.timeout(clock);
            if (callerEnded) {
                call.failed(() -> new NamedFailures.Failed("ended"));
                return;
            }
            table.add(call);
            call.sending(caller);
            caller.sender().send(call.message());
            call.sent(caller);
        }

        void cancel() {
            if (call instanceof ItemCall stream) {
                // Earlier failures are forgotten then.
                cancelled = true;
                stream.items().stop();
            } else {
                cancelled |= call.cancel();
            }
        }

        /** Its time limit passes, unless the clock has been stopped. */
        void timeOut() {
            if (!clock.isCancelled() && !call.isOver()) {
                late = true;
                call.timedOut();
            }
        }

        void take() {
            if (call instanceof ItemCall stream) {
                ItemBuffer.Item<Object> item = stream.items().poll();
                if (item != null) {
                    items.add(item.value());
                }
            }
        }

        /** Takes all available items; returns whether there were any. */
        boolean takeAll() {
            int before = items.size();
            int last;
            do {
                last = items.size();
                take();
            } while (items.size() > last);
            return items.size() > before;
        }

        private void check(boolean breaks) {
            assertThat(call.isOver()).isTrue();
            if (call instanceof ValueCall value) {
                checkValue(value, breaks);
            } else {
                checkItems((ItemCall) call, breaks);
            }
        }

        private void checkValue(ValueCall value, boolean breaks) {
            if (cancelled) {
                assertThat(value.answer().isDone()).isFalse();
            } else if (late) {
                assertThat(value.answer()).isCompletedExceptionally();
            } else if (breaks && value.answer().isCompletedExceptionally()) {
                assertThat(callerEnded).isTrue();
            } else {
                RpcResponse answer = value.answer().join();
                if (answer.error() != null) {
                    assertThat(isExpected(NamedFailures.INSTANCE.error(answer))).isTrue();
                } else {
                    assertThat(answer.response())
                            .isEqualTo(call.request().method().equals("sum") ? (Object) (long) count : call.id());
                }
            }
        }

        private void checkItems(ItemCall stream, boolean breaks) {
            assertThat(items)
                    .isEqualTo(IntStream.range(0, items.size())
                            .<Object>mapToObj(i -> (long) i)
                            .toList());
            assertThat(stream.items().isDrained()).isTrue();
            RuntimeException failure = stream.items().failure();
            boolean failed = failure != null;
            if (failed) {
                assertThat(failure).isInstanceOf(NamedFailures.Failed.class);
                assertThat(late || breaks || isExpected(failure)).isTrue();
            }
            if (!failed && !cancelled) {
                assertThat(items).hasSize(count);
            }
        }
    }

    /** In version 1 a slow consumer loses its stream, in version 2 a call that would have too many streams is refused. */
    private boolean isExpected(RuntimeException failure) {
        return failure.getMessage().equals(codec.version() == ProtocolVersion.V1 ? "slow" : "error -32003");
    }

    Made callForValue() {
        return new Made(valueCall("value", 0, 0), 0);
    }

    Made callForItems(int count) {
        return new Made(itemCall("items", 0, count), count);
    }

    /** Uploads items of which the other side takes some, or all if the number is greater. */
    Made callWithUpload(int count, int taken) {
        OutgoingCall call = valueCall("sum", 1, taken);
        call.uploads(upload(count));
        return new Made(call, Math.min(count, taken));
    }

    /** Uploads items that come back. */
    Made callForEcho(int count) {
        OutgoingCall call = itemCall("echo", 1, count);
        call.uploads(upload(count));
        return new Made(call, count);
    }

    private CallUploads upload(int count) {
        CountingPublisher source = new CountingPublisher(count, callerThreads);
        return new CallUploads(List.of(UploadSource.of(source)), (work, instead) -> callerThreads.add(work));
    }

    private OutgoingCall valueCall(String method, int uploads, int arg) {
        long number = ++numbers;
        CallRequest request = new CallRequest(method, Duration.ofSeconds(1), false);
        return new ValueCall(
                request, number, message(request, number, uploads, arg), NamedFailures.INSTANCE, this::abandon);
    }

    private OutgoingCall itemCall(String method, int uploads, int arg) {
        long number = ++numbers;
        CallRequest request = new CallRequest(method, Duration.ofSeconds(1), false);
        return new ItemCall(
                request,
                number,
                message(request, number, uploads, arg),
                NamedFailures.INSTANCE,
                this::abandon,
                BUFFER,
                (step, time) -> timers.add(step));
    }

    private byte[] message(CallRequest request, long number, int uploads, int arg) {
        String id = OutgoingCall.id(number);
        return codec.encode(new RpcRequest(
                request.method(),
                List.of(arg),
                Map.of(),
                id,
                CallUploads.ids(id, uploads),
                Map.of(),
                ItemCall.credit(BUFFER)));
    }

    private void abandon(OutgoingCall call) {
        if (table.remove(call) && !callerEnded) {
            caller.sender().send(codec.encode(new RpcCancel(call.id())));
        }
    }

    /** Advances all clocks that measure how long nothing has been read. */
    void timePasses() {
        List<Runnable> due = List.copyOf(timers);
        timers.clear();
        due.forEach(Runnable::run);
    }

    void cut() {
        pipe.cut();
    }

    /** Checks the final state, when nothing more happens. */
    void check(List<Made> made, boolean broken) {
        assertThat(table.size()).isZero();
        made.forEach(each -> each.check(broken));
        answered.values().forEach(AnsweredCall::check);
        assertThat(caller.streams().size()).isZero();
        assertThat(answerer.streams().size()).isZero();
        assertThat(budget.held()).isZero();
    }
}
