package dev.webshocket.benchmarks.recovery;

import dev.webshocket.benchmarks.recovery.ReturningClient.Moment;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.demo.cluster.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Measures the return of many clients at once to a server that was restarted: how long until all have what they missed, and how long the calls
 * of others take meanwhile. Clients, callers and the server are three processes on one machine, and the clients have a
 * lower priority. System properties: {@code clients}, {@code others}, {@code messages} (in each channel while the clients are
 * away), {@code rounds}, {@code away} (seconds) and {@code niceness} (of the clients; 0 leaves them the priority of the others).
 */
public final class RecoveryLoad implements AutoCloseable {

    private static final int CLIENTS = Integer.getInteger("clients", 1_000);
    private static final int OTHERS = Integer.getInteger("others", 20);
    private static final int MESSAGES = Integer.getInteger("messages", 10);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int NICENESS = Integer.getInteger("niceness", 10);
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("away", 5));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerProcess serverProcess;
    private final ServerProcess callersProcess;
    private final WebSocketClient control;
    private final WebSocketClient callers;
    private final List<ReturningClient> clients = new ArrayList<>();
    private String service;
    /** The highest number that was published. */
    private int published;

    private RecoveryLoad() throws IOException {
        serverProcess = ServerProcess.launch(RestartedServer.class, Map.of(), List.of("-Xmx512m"));
        callersProcess = ServerProcess.launch(Callers.class, Map.of(), List.of("-Xmx128m"));
        control = client(serverProcess.awaitListening(), "/control");
        callers = client(callersProcess.awaitListening(), "/callers");
        giveWay();
    }

    /**
     * Prints a table with a line for each round.
     *
     * @param arguments none
     * @throws Exception if something does not start, or a client gets a message twice, late or not at all; then there are no figures
     */
    public static void main(String[] arguments) throws Exception {
        try (RecoveryLoad load = new RecoveryLoad()) {
            load.connect();
            System.out.println(
                    "| session | messages | until all have theirs, s | CPU of the server, s | of the clients, s "
                            + "| others before, ms: median | 99 % | longest | meanwhile, ms: median | 99 % | longest |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
            for (int round = 0; round < ROUNDS; round++) {
                System.out.println(load.restart(true));
                System.out.println(load.restart(false));
            }
        }
        System.exit(0);
    }

    /**
     * Lowers the priority of this process, where Linux has renice. Its clients stand for as many machines, which would take no time of the
     * server's processors. The two other processes have started with the normal priority.
     */
    private static void giveWay() throws IOException {
        File[] threads = new File("/proc/self/task").listFiles();
        if (threads == null || NICENESS == 0) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("renice", "-n", String.valueOf(NICENESS), "-p"));
        Arrays.stream(threads).map(File::getName).forEach(command::add);
        // Threads may have ended meanwhile, and those to come have the priority of those that make them.
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }

    private static WebSocketClient client(ServerProcess process, String path) {
        return WebSocketClient.connect(uri(process.address().getPort(), path));
    }

    private static URI uri(int port, String path) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    private void connect() throws InterruptedException {
        int port = control.call("start", Integer.class, true);
        service = uri(port, "/ws").toString();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new ReturningClient(URI.create(service), i, AWAY));
        }
        publish(1);
        awaitAll();
    }

    /** Returns a line of the table. */
    private String restart(boolean withSessions) throws InterruptedException {
        clients.forEach(ReturningClient::beginRound);
        control.call("stop", Void.class);
        publish(MESSAGES);
        control.call("start", Integer.class, withSessions);
        callers.call("begin", Void.class, service, OTHERS);
        if (clients.stream().anyMatch(client -> client.attempted() != null)) {
            throw new IllegalStateException("clients have come back before the server; take more seconds: -Daway");
        }
        Cpu before = Cpu.of(serverProcess);
        awaitAll();
        Cpu cpu = Cpu.of(serverProcess).minus(before);
        Moment first = clients.stream()
                .map(ReturningClient::attempted)
                .min(Comparator.comparingLong(Moment::nanos))
                .orElseThrow();
        long last = clients.stream()
                .mapToLong(client -> client.account().changedAt())
                .max()
                .orElseThrow();
        Duration taken = Duration.ofNanos(last - first.nanos());
        callers.call("end", Void.class);
        check(withSessions);
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f | %s | %s | %s |",
                withSessions ? "state" : "no",
                CLIENTS * MESSAGES * ReturningClient.channelsOfOne(),
                taken.toNanos() / 1e9,
                cpu.cells(),
                latencies(first.millis() - 1_000, first.millis()),
                latencies(first.millis(), first.millis() + taken.toMillis() + 1));
    }

    private String latencies(long from, long to) {
        return callers.call("latencies", Latencies.class, from, to).cells();
    }

    /** How much processor time the processes have taken, from a moment on when the clients only wait. */
    private record Cpu(Duration server, Duration clients) {

        static Cpu of(ServerProcess server) {
            return new Cpu(
                    ProcessHandle.of(server.pid()).map(Cpu::of).orElse(Duration.ZERO), of(ProcessHandle.current()));
        }

        private static Duration of(ProcessHandle process) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }

        Cpu minus(Cpu before) {
            return new Cpu(server.minus(before.server), clients.minus(before.clients));
        }

        String cells() {
            return String.format(Locale.ROOT, "%.2f | %.2f", server.toMillis() / 1e3, clients.toMillis() / 1e3);
        }
    }

    private void publish(int count) {
        control.call("publish", Void.class, published + 1, published + count, ReturningClient.channels());
        published += count;
    }

    private void check(boolean withSessions) throws InterruptedException {
        await("all sessions", () -> clients.stream().allMatch(client -> client.hasSubscribedAnew() != withSessions));
        // What comes twice comes before this.
        publish(1);
        awaitAll();
        List<String> faults = clients.stream()
                .flatMap(client -> client.account().faults().stream())
                .toList();
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.size() + " faults, such as: " + faults.get(0));
        }
    }

    private void awaitAll() throws InterruptedException {
        await(
                "messages",
                () -> clients.stream().allMatch(client -> client.account().has(published)));
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        clients.forEach(ReturningClient::close);
        control.close();
        callers.close();
        serverProcess.close();
        callersProcess.close();
    }
}
