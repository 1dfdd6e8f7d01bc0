package dev.webshocket.benchmarks.recovery;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.demo.cluster.ServerProcess;
import dev.webshocket.tyrus.WebSocketServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A process of clients that call steadily, apart from those that come back, whose load would otherwise delay them within the process.
 * {@link RecoveryLoad} says when. A latency counts from the time for which the call was planned, so that a call that is made late counts as
 * late.
 */
@WebSocketHandler("/callers")
@ApplicationScoped
public class Callers {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PATIENCE_SECONDS = 30;

    /** One planned call. */
    private record Call(long plannedMillis, CompletableFuture<Long> nanos) {}

    private final List<WebSocketClient> clients = new ArrayList<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private ScheduledExecutorService timer;

    /**
     * Connects clients, and lets each of them call every 10 ms.
     *
     * @param uri the server
     * @param count how many clients
     */
    @RpcMethod
    public synchronized void begin(String uri, int count) {
        calls.clear();
        timer = new ScheduledThreadPoolExecutor(1);
        for (int i = 0; i < count; i++) {
            clients.add(WebSocketClient.connect(URI.create(uri)));
        }
        for (int i = 0; i < count; i++) {
            begin(clients.get(i), i * INTERVAL_NANOS / count);
        }
    }

    private void begin(WebSocketClient client, long delay) {
        long first = System.nanoTime() + delay;
        Runnable call = new Runnable() {
            private long planned = first;

            @Override
            public void run() {
                long due = planned;
                planned += INTERVAL_NANOS;
                long lateMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due);
                calls.add(new Call(
                        System.currentTimeMillis() - lateMillis,
                        client.callAsync("add", Integer.class, 1, 2).thenApply(sum -> System.nanoTime() - due)));
            }
        };
        timer.scheduleAtFixedRate(call, delay, INTERVAL_NANOS, TimeUnit.NANOSECONDS);
    }

    /**
     * Stops calling, and waits for the answers.
     *
     * @throws Exception if a call has failed
     */
    @RpcMethod
    public synchronized void end() throws Exception {
        timer.shutdown();
        if (!timer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the timer has not stopped");
        }
        for (Call call : calls) {
            answered(call);
        }
        clients.forEach(WebSocketClient::close);
        clients.clear();
    }

    /**
     * Returns how long calls took. To be called after {@link #end}.
     *
     * @param from counts the calls planned since this time, in milliseconds as of {@link System#currentTimeMillis}
     * @param to counts the calls planned before this time; after {@code from}
     * @return the summary
     * @throws Exception if a call has failed
     */
    @RpcMethod
    public synchronized Latencies latencies(long from, long to) throws Exception {
        List<Long> nanos = new ArrayList<>();
        for (Call call : calls) {
            if (call.plannedMillis >= from && call.plannedMillis < to) {
                nanos.add(answered(call));
            }
        }
        return Latencies.of(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    private static long answered(Call call) throws Exception {
        try {
            return call.nanos.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call has failed", e.getCause());
        }
    }

    /**
     * Serves until the parent wants it to end.
     *
     * @param arguments none
     * @throws IOException if the standard streams fail
     */
    public static void main(String[] arguments) throws IOException {
        WebSocketServer server = WebSocketServer.builder()
                .host("127.0.0.1")
                .port(0)
                .handlers(Callers.class)
                .start();
        ServerProcess.serve(server.port());
        System.exit(0);
    }
}
