package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Concurrent;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.calls.IncomingCall;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.live.CallMeter;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.model.HandlerModelReader;
import dev.webshocket.internal.model.ServiceModel;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.RuleInstances;
import dev.webshocket.support.SteppedThreads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls that leave their lane, under generated schedules of threads, cancellations and ends of the connection. */
class LeftLaneSchedulesTest {

    private static final int SCHEDULES = 300;
    private static final int CALLS = 12;

    private static final Codec CODEC = SteppedPeer.CODEC;
    private static final ServiceModel SERVICE = HandlerModelReader.read(
                    List.of(Handler.class), new Binding(), CODEC, RuleInstances.CONSTRUCTED)
            .services()
            .get(0);

    /** Its threads run one at a time, so that it needs no lock. */
    @WebSocketHandler("/ws")
    static class Handler {

        final SteppedThreads threads = new SteppedThreads();
        final List<Integer> begun = new ArrayList<>();
        final List<CompletableFuture<String>> stages = new ArrayList<>();
        final List<String> violations = new ArrayList<>();
        /** The calls of {@link #waits} that run. */
        final List<Call> waiting = new ArrayList<>();

        SteppedPeer client;
        int bound;
        int beside;
        int running;
        int left;
        boolean quiet;

        /** Holds the lane, and waits for its client some times. */
        @RpcMethod
        void waits(int number, int times) {
            begun.add(number);
            running++;
            check(waiting.stream().allMatch(Call::hasLeftLane), "two calls hold the lane");
            Call call = (Call) IncomingCall.current();
            waiting.add(call);
            threads.pause();
            for (int i = 0; i < times; i++) {
                client.lane().beside().letPass(call);
                threads.pause();
                client.lane().beside().stay(call);
                threads.pause();
            }
            left += call.hasLeftLane() ? 1 : 0;
            waiting.remove(call);
            running--;
            check(!quiet, "quiet while a call runs");
        }

        @RpcMethod
        @Concurrent
        void aside(int number) {
            running++;
            beside++;
            long leftLane = waiting.stream().filter(Call::hasLeftLane).count();
            check(beside + leftLane <= bound, "too many calls run beside");
            threads.pause();
            beside--;
            running--;
            check(!quiet, "quiet while a call runs beside");
        }

        @RpcMethod
        @NonBlocking
        CompletableFuture<String> stage(int number) {
            CompletableFuture<String> stage = new CompletableFuture<>();
            stages.add(stage);
            return stage;
        }

        private void check(boolean holds, String otherwise) {
            if (!holds) {
                violations.add(otherwise);
            }
        }
    }

    @Test
    void orderBoundsAndEndsHold() {
        long first = System.nanoTime();
        System.out.println("LeftLaneSchedulesTest: seeds from " + first);
        int left = 0;
        for (int i = 0; i < SCHEDULES; i++) {
            try {
                left += new Schedule(first + i).run();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + (first + i), e);
            }
        }
        assertThat(left).as("calls that have left their lane").isPositive();
    }

    /** One generated schedule. */
    private static final class Schedule {

        private final Random random;
        private final Handler handler = new Handler();
        private final SteppedPeer.Outgoing outgoing = new SteppedPeer.Outgoing();
        private final RpcDispatcher dispatcher = new RpcDispatcher(
                SERVICE,
                CallScopes.NONE,
                RateLimitBuckets.inMemory(10),
                List.of(),
                SteppedPeer.FAILURES,
                CallMeter.NONE);
        private final List<Integer> waits = new ArrayList<>();
        private final Set<Integer> cancelled = new HashSet<>();
        private final List<String> told = new ArrayList<>();
        private int sent;
        private boolean ended;

        Schedule(long seed) {
            random = new Random(seed);
            handler.bound = 1 + random.nextInt(3);
            handler.client = new SteppedPeer(
                    handler,
                    outgoing,
                    SteppedPeer.HELD,
                    handler.threads,
                    new LaneBounds(handler.bound, 100, 1 << 20),
                    MemoryBudget.unbounded());
        }

        int run() {
            boolean endsEarly = random.nextInt(3) == 0;
            while (sent < CALLS || handler.threads.ready() > 0 || !handler.stages.isEmpty()) {
                int choice = random.nextInt(12);
                if (choice < 3 && sent < CALLS) {
                    send();
                } else if (choice == 3 && !handler.stages.isEmpty()) {
                    handler.stages.remove(random.nextInt(handler.stages.size())).complete("done");
                } else if (choice == 4 && sent > 0 && random.nextInt(4) == 0) {
                    int number = random.nextInt(sent);
                    cancelled.add(number);
                    handler.client.lane().cancel("c" + number);
                } else if (choice == 5 && endsEarly && sent > CALLS / 2) {
                    end();
                } else if (handler.threads.ready() > 0) {
                    handler.threads.step(random.nextInt(handler.threads.ready()));
                }
                if (handler.client.lane().isRetired()) {
                    sent = CALLS;
                }
            }
            end();
            while (handler.threads.ready() > 0) {
                handler.threads.step(random.nextInt(handler.threads.ready()));
            }
            check();
            return handler.left;
        }

        private void send() {
            String method = List.of("waits", "waits", "aside", "stage").get(random.nextInt(4));
            List<Object> arguments = method.equals("waits") ? List.of(sent, random.nextInt(3)) : List.of(sent);
            if (method.equals("waits")) {
                waits.add(sent);
            }
            byte[] message = CODEC.encode(new RpcRequest(method, arguments, Map.of(), "c" + sent));
            sent++;
            try {
                dispatcher.receive(handler.client, new ReceivedMessage(message, true), CODEC.open(message));
            } catch (MalformedPacketException e) {
                throw new AssertionError(e);
            }
        }

        private void end() {
            if (!ended) {
                ended = true;
                boolean early = sent < CALLS || handler.threads.ready() > 0 || !handler.stages.isEmpty();
                told.add(early ? "early" : "late");
                handler.client.lane().end(() -> told.add("last"), () -> {
                    handler.quiet = true;
                    told.add("quiet");
                });
            }
        }

        private void check() {
            assertThat(handler.violations).isEmpty();
            assertThat(handler.running).isZero();
            boolean early = told.get(0).equals("early");
            assertThat(told).hasSize(3).endsWith("last", "quiet");
            assertThat(handler.begun)
                    .as("the order of arrival")
                    .isSubsetOf(waits)
                    .isSorted()
                    .doesNotHaveDuplicates();
            for (int number = 0; number < sent; number++) {
                Object id = "c" + number;
                long answers = outgoing.answered.stream().filter(id::equals).count();
                if (early || cancelled.contains(number)) {
                    assertThat(answers).as("answers to %s", id).isLessThanOrEqualTo(1);
                } else {
                    assertThat(answers).as("answers to %s", id).isEqualTo(1);
                }
            }
        }
    }
}
