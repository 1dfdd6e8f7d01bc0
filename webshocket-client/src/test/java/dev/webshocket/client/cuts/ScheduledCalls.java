package dev.webshocket.client.cuts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import dev.webshocket.client.CallTimeoutException;
import dev.webshocket.client.ConnectionClosedException;
import dev.webshocket.client.RpcCall;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.support.CutSchedule;
import dev.webshocket.support.CutSchedule.Step;
import dev.webshocket.support.ScheduleReport.Call;
import dev.webshocket.support.ScheduleReport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** The calls of a client in one {@link CutSchedule}, each with a check of its answer. For one thread. */
final class ScheduledCalls {

    private static final Duration LONG = Duration.ofSeconds(60);

    private record Made(String id, boolean isIdempotent, CompletableFuture<Outcome> outcome) {}

    private final WebSocketClient client;
    private final Executor threads;
    private final List<Made> made = new ArrayList<>();
    private final List<CompletableFuture<?>> unending = new ArrayList<>();

    /**
     * Begins without a call.
     *
     * @param threads run what takes the items of streams
     */
    ScheduledCalls(WebSocketClient client, Executor threads) {
        this.client = client;
        this.threads = threads;
    }

    /** Makes the call of a step. */
    void begin(Step step) {
        int n = step.n();
        switch (step.kind()) {
            case ONCE, IDEMPOTENT -> answered("once", 0, step.kind() == CutSchedule.Kind.IDEMPOTENT);
            case PUSH -> answered("push", n, false);
            case PUBLISH -> publish(CutSchedule.CHANNELS.get(step.m()), n, false);
            case FAIL -> make("fail", 0, false, (id, call) -> refused(call, 4711));
            case COUNT -> make("count", n, false, (id, call) -> items(call, n, step.m(), 0));
            case BREAK_OFF -> make("break_off", n, false, (id, call) -> items(call, n, Integer.MAX_VALUE, 4712));
            case ECHO -> make("echo", 0, false, (id, call) -> items(call.upload(upTo(n)), n, Integer.MAX_VALUE, 0));
            case SUM -> make("sum", 0, false, (id, call) -> expect(call.upload(upTo(n)), n * (n + 1) / 2));
            case FIRST -> make("first", step.m(), false, (id, call) -> expect(call.upload(upTo(n)), "enough"));
            case ASK -> make("ask", n, false, (id, call) -> expect(call, 2 * n));
            case TIMEOUT ->
                make(
                        "hang",
                        0,
                        false,
                        (id, call) -> call.timeout(Duration.ofMillis(n)).callAsync(Void.class));
            case ABORT ->
                make("hang", 0, false, (id, call) -> {
                    CompletableFuture<Void> hanging =
                            call.timeout(Duration.ZERO).callAsync(Void.class);
                    unending.add(hanging);
                    return hanging;
                });
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    /** Publishes numbered messages. */
    void publish(String channel, int n, boolean isIdempotent) {
        make("publish", n, isIdempotent, (id, call) -> expect(call.named("channel", channel), "re: " + id));
    }

    private void answered(String method, int n, boolean isIdempotent) {
        make(method, n, isIdempotent, (id, call) -> expect(call, "re: " + id));
    }

    private void make(
            String method, int n, boolean isIdempotent, BiFunction<String, RpcCall, CompletableFuture<?>> perform) {
        int place = made.size() + 1;
        String id = method + place;
        RpcCall call = client.rpc(method).args(id, n, place);
        CompletableFuture<?> performed = perform.apply(id, isIdempotent ? call.idempotent() : call);
        made.add(new Made(id, isIdempotent, performed.handle((done, error) -> outcome(method, error))));
    }

    private static CompletableFuture<?> expect(RpcCall call, Object answer) {
        return call.callAsync(answer.getClass())
                .thenAccept(given -> assertThat(given).isEqualTo(answer));
    }

    private static CompletableFuture<?> refused(RpcCall call, int code) {
        return call.callAsync(Void.class).handle((none, error) -> {
            if (error != null && !(error instanceof RpcException)) {
                throw new CompletionException(error);
            }
            assertThat(error)
                    .isInstanceOfSatisfying(
                            RpcException.class, e -> assertThat(e.code()).isEqualTo(code));
            return null;
        });
    }

    /**
     * Takes the items of a stream.
     *
     * @param most after how many the loop is left
     * @param code of the error that ends it, 0 for none
     */
    private CompletableFuture<?> items(RpcCall call, int n, int most, int code) {
        RpcItems<Integer> items = call.stream(Integer.class);
        return CompletableFuture.runAsync(
                () -> {
                    int last = 0;
                    try (items) {
                        for (int item : items) {
                            assertThat(item).isEqualTo(++last);
                            if (last == most) {
                                return;
                            }
                        }
                        assertThat(code).isZero();
                    } catch (RpcException e) {
                        assertThat(e.code()).isEqualTo(code);
                    }
                    assertThat(last).isEqualTo(n);
                },
                threads);
    }

    private static List<Integer> upTo(int n) {
        return IntStream.rangeClosed(1, n).boxed().toList();
    }

    private static Outcome outcome(String method, Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        if (cause instanceof ConnectionClosedException e) {
            assertThat(e.code()).isEqualTo("WEBSHOCKET-0310");
            return Outcome.UNKNOWN;
        }
        if (method.equals("hang")) {
            assertThat(cause).isInstanceOfAny(CallTimeoutException.class, CancellationException.class);
            return Outcome.GIVEN_UP;
        }
        if (cause != null) {
            throw new CompletionException(cause);
        }
        return Outcome.ANSWERED;
    }

    /** Gives up what would never end. */
    void giveUp() {
        unending.forEach(call -> call.cancel(true));
    }

    /** Waits for all calls, each of which must end as it should. */
    void await() {
        made.forEach(each -> assertThat(each.outcome()).as(each.id()).succeedsWithin(LONG));
    }

    /** Returns what has become of them, when all have ended. */
    List<Call> outcomes() {
        return made.stream()
                .map(each ->
                        new Call(each.id(), each.isIdempotent(), each.outcome().join()))
                .toList();
    }
}
