package dev.webshocket.demo.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Redis, some servers that share it, and their front door. What ends starts again. For one thread. */
public final class Nodes implements AutoCloseable {

    /** So that one can see what happens meanwhile. */
    private static final long RESTART_SECONDS = 3;

    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final Class<?> main;
    private final FrontDoor door;
    /** What has ended, each with what starts it again; at most one for each process. */
    private final BlockingQueue<Restart> ended = new LinkedBlockingQueue<>();

    private final List<ServerProcess> servers = new ArrayList<>();
    private RedisProcess redis;

    private Nodes(Class<?> main, FrontDoor door) {
        this.main = main;
        this.door = door;
    }

    /** Starts something again, and says so in one line. */
    @FunctionalInterface
    private interface Restart {

        String run() throws IOException, RedisProcess.NotStartedException, InterruptedException;
    }

    /**
     * Starts everything, and waits until it is ready.
     *
     * @param port the front door's port, 0 for any free port
     * @param count how many servers
     * @param main the main class of a server, which calls {@link ServerProcess#serve}
     * @return runs until it is closed
     * @throws IOException if the port is taken, or a server does not start
     * @throws RedisProcess.NotStartedException if Redis does not start
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public static Nodes start(int port, int count, Class<?> main)
            throws IOException, RedisProcess.NotStartedException, InterruptedException {
        Nodes nodes = new Nodes(main, listen(port));
        try {
            nodes.redis = RedisProcess.start();
            nodes.watchRedis();
            for (int i = 0; i < count; i++) {
                nodes.servers.add(nodes.launch());
            }
            for (int i = 0; i < count; i++) {
                nodes.watch(i, nodes.servers.get(i).awaitListening());
            }
            nodes.openDoor();
            return nodes;
        } catch (IOException | RedisProcess.NotStartedException | InterruptedException | RuntimeException e) {
            nodes.close();
            throw e;
        }
    }

    private static FrontDoor listen(int port) throws IOException {
        try {
            return FrontDoor.open(new InetSocketAddress(port), List.of());
        } catch (BindException e) {
            throw new IOException(
                    "cannot listen on port " + port + ": " + e.getMessage() + "; --port N takes another port", e);
        }
    }

    /** Returns the front door's port. */
    public int port() {
        return door.port();
    }

    /** Returns one line for each process. */
    public String describe() {
        return "Redis: process " + redis.pid() + ", port " + redis.port() + '\n'
                + IntStream.range(0, servers.size()).mapToObj(this::describe).collect(Collectors.joining("\n"));
    }

    private String describe(int index) {
        ServerProcess server = servers.get(index);
        return "Server " + (index + 1) + ": process " + server.pid() + ", http://localhost:"
                + server.address().getPort() + '/';
    }

    /**
     * Waits until a process ends, and starts it again a moment later.
     *
     * @return a line that tells which
     * @throws IOException if a server does not start again
     * @throws RedisProcess.NotStartedException if Redis does not start again
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public String awaitRestart() throws IOException, RedisProcess.NotStartedException, InterruptedException {
        Restart restart = ended.take();
        TimeUnit.SECONDS.sleep(RESTART_SECONDS);
        return restart.run();
    }

    private void openDoor() {
        door.servers(servers.stream().map(ServerProcess::address).toList());
    }

    private ServerProcess launch() throws IOException {
        return ServerProcess.launch(main, Map.of("webshocket.redis.url", redis.url()), JVM);
    }

    private void watch(int index, ServerProcess server) {
        servers.set(index, server);
        server.onEnd()
                .thenRun(() -> ended.add(() -> {
                    watch(index, launch().awaitListening());
                    openDoor();
                    return "Started again: " + describe(index);
                }));
    }

    private void watchRedis() {
        redis.onEnd()
                .thenRun(() -> ended.add(() -> {
                    redis.restart();
                    watchRedis();
                    return "Started again, and knows nothing: Redis: process " + redis.pid() + ", port " + redis.port();
                }));
    }

    /** Ends all processes, and listens no more. */
    @Override
    public void close() {
        door.close();
        servers.parallelStream().forEach(ServerProcess::close);
        if (redis != null) {
            redis.close();
        }
    }
}
