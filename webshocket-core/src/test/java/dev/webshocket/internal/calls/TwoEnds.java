package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.link.Pipe;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.SessionBounds;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.SessionListener;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCancel;
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

    private static final Codec CODEC = new Codec(Encoding.MSGPACK, new Binding(), 64);
    private static final int BUFFER = 200;

    private final SteppedScheduler scheduler;
    private final Pipe pipe;
    private final CallTable table = new CallTable();
    private final List<Runnable> timers = new ArrayList<>();
    private final Map<Object, AnsweredCall> answered = new LinkedHashMap<>();
    private final PeerSession caller;
    private final PeerSession answerer;
    private boolean callerEnded;
    private long numbers;

    TwoEnds(SteppedScheduler scheduler) {
        this.scheduler = scheduler;
        this.pipe = new Pipe(scheduler, 10_000);
        this.caller = session(pipe.first(), new Caller());
        this.answerer = session(pipe.second(), new Answerer());
    }

    private static PeerSession session(LinkFactory links, SessionListener listener) {
        SessionBounds bounds = new SessionBounds(
                Subprotocol.MSGPACK,
                FrameKind.BINARY,
                500,
                SlowConsumer.CLOSE,
                10_000,
                Duration.ZERO,
                Duration.ZERO,
                new CloseStatus(CloseStatus.POLICY_VIOLATION, "stuck"),
                Duration.ZERO,
                2);
        PeerSession session =
                new PeerSession(links, bounds, CODEC, MemoryBudget.unbounded(), Runnable::run, () -> 1, listener);
        session.start();
        return session;
    }

    /** The reason of a call's failure. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failed(String why) {
            super(why);
        }
    }

    private static final class Failures implements CallFailures {

        @Override
        public RuntimeException noAnswer(String method, Duration timeout) {
            return new Failed("late");
        }

        @Override
        public RuntimeException notSent(String method, Duration timeout) {
            return new Failed("late");
        }

        @Override
        public RuntimeException streamForValue(String method) {
            return new Failed("stream");
        }

        @Override
        public RuntimeException slowConsumer() {
            return new Failed("slow");
        }

        @Override
        public RuntimeException error(RpcResponse response) {
            return new Failed("error " + response.error());
        }
    }

    private static Packet packet(Envelope envelope) {
        try {
            return envelope.packet();
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    private final class Caller implements SessionListener {

        @Override
        public void received(ReceivedMessage message, Envelope envelope) {
            table.answered((RpcResponse) packet(envelope).rpc(), message.bytes().length);
        }

        @Override
        public void malformed(ReceivedMessage message, MalformedPacketException fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void ended(SessionEnd end) {
            callerEnded = true;
            table.takeAll().forEach(call -> call.failed(() -> new Failed("ended")));
        }
    }

    private final class Answerer implements SessionListener {

        private final SteppedScheduler.Line threads = scheduler.line();

        @Override
        public void received(ReceivedMessage message, Envelope envelope) {
            Packet packet = packet(envelope);
            if (packet.rpc() instanceof RpcCancel cancel) {
                answered.get(cancel.callId()).cancel();
            } else if (packet.rpc() instanceof RpcRequest request) {
                AnsweredCall call = new AnsweredCall(request.callId(), answerer.queue(), CODEC, threads);
                assertThat(answered.put(request.callId(), call))
                        .as("a call comes once")
                        .isNull();
                if (request.method().equals("value")) {
                    threads.add(() -> call.answer(RpcResponse.result(call.id(), call.id())));
                } else {
                    int count = ((Number) request.args().get(0)).intValue();
                    call.sendItems(new CountingPublisher(count, threads));
                }
            }
        }

        @Override
        public void malformed(ReceivedMessage message, MalformedPacketException fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void ended(SessionEnd end) {
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
                call.failed(() -> new Failed("ended"));
                return;
            }
            table.add(call);
            call.sending(caller);
            caller.queue().send(call.message());
        }

        void cancel() {
            if (call instanceof ItemCall stream) {
                // Earlier failures are forgotten then.
                cancelled = true;
                stream.stop();
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
                ItemCall.Item item = stream.poll();
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
                assertThat(value.answer().join().response()).isEqualTo(call.id());
            }
        }

        private void checkItems(ItemCall stream, boolean breaks) {
            assertThat(items)
                    .isEqualTo(IntStream.range(0, items.size())
                            .<Object>mapToObj(i -> (long) i)
                            .toList());
            assertThat(stream.isDrained()).isTrue();
            RuntimeException failure = stream.failure();
            boolean failed = failure != null;
            if (failed) {
                assertThat(failure).isInstanceOf(Failed.class);
                assertThat(late || breaks || failure.getMessage().equals("slow"))
                        .isTrue();
            }
            if (!failed && !cancelled) {
                assertThat(items).hasSize(count);
            }
        }
    }

    Made callForValue() {
        long number = ++numbers;
        CallRequest request = new CallRequest("value", Duration.ofSeconds(1), false);
        return new Made(new ValueCall(request, number, message(request, number), new Failures(), this::abandon), 0);
    }

    Made callForItems(int count) {
        long number = ++numbers;
        CallRequest request = new CallRequest("items", Duration.ofSeconds(1), false);
        byte[] message = message(request, number, count);
        return new Made(
                new ItemCall(
                        request,
                        number,
                        message,
                        new Failures(),
                        this::abandon,
                        BUFFER,
                        (step, time) -> timers.add(step)),
                count);
    }

    private static byte[] message(CallRequest request, long number, Object... args) {
        return CODEC.encode(
                Packet.rpc(new RpcRequest(request.method(), List.of(args), Map.of(), OutgoingCall.id(number))));
    }

    private void abandon(OutgoingCall call) {
        if (table.remove(call) && !callerEnded) {
            caller.queue().send(CODEC.encode(Packet.rpc(new RpcCancel(call.id()))));
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
    }
}
