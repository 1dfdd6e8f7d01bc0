package dev.webshocket.benchmarks.cluster;

import dev.webshocket.client.WebSocketClient;
import dev.webshocket.client.WebSocketClientBuilder;
import dev.webshocket.demo.cluster.RedisProcess;
import dev.webshocket.demo.cluster.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Servers on one Redis, each in a process of its own. For one thread. */
final class Servers implements AutoCloseable {

    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseParallelGC");
    private static final long START_SECONDS = 60;

    private final List<ServerProcess> servers = new ArrayList<>();
    private final RedisProcess redis;

    private Servers(RedisProcess redis) {
        this.redis = redis;
    }

    /** How much processor time processes have taken so far. */
    record Cpu(Duration redis, Duration servers) {

        Cpu minus(Cpu before) {
            return new Cpu(redis.minus(before.redis), servers.minus(before.servers));
        }

        /** Returns two cells of a table: microseconds for each of so many messages. */
        String forEach(long messages) {
            return String.format(
                    Locale.ROOT, "%.1f | %.1f", redis.toNanos() / 1e3 / messages, servers.toNanos() / 1e3 / messages);
        }
    }

    /** Starts servers, and waits until they know each other. With none there is one server without Redis. */
    static Servers start(int count) throws IOException, InterruptedException, RedisProcess.NotStartedException {
        Servers started = new Servers(count == 0 ? null : RedisProcess.start());
        try {
            Map<String, String> properties =
                    count == 0 ? Map.of() : Map.of("webshocket.redis.url", started.redis.url());
            for (int i = 0; i < Math.max(1, count); i++) {
                started.servers.add(ServerProcess.launch(ClusterNode.class, properties, JVM));
            }
            for (ServerProcess server : started.servers) {
                server.awaitListening();
            }
            started.awaitReady();
            return started;
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    int size() {
        return servers.size();
    }

    /** Begins a client of a server. */
    WebSocketClientBuilder client(int index) {
        int port = servers.get(index % servers.size()).address().getPort();
        return WebSocketClient.builder(URI.create("ws://127.0.0.1:" + port + "/ws"));
    }

    Cpu cpu() {
        Duration all = servers.stream().map(server -> cpu(server.pid())).reduce(Duration.ZERO, Duration::plus);
        return new Cpu(redis == null ? Duration.ZERO : cpu(redis.pid()), all);
    }

    private static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private void awaitReady() throws InterruptedException {
        long begin = System.nanoTime();
        for (int i = 0; i < servers.size(); i++) {
            try (WebSocketClient client = client(i).connect()) {
                while (client.call("servers", Integer.class) != servers.size()) {
                    if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
                        throw new IllegalStateException("the servers do not know each other");
                    }
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
        }
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
        if (redis != null) {
            redis.close();
        }
    }
}
