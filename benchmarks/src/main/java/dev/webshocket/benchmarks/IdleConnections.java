package dev.webshocket.benchmarks;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.spi.platform.HandlerInstance;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.ObjectName;

/**
 * Measures the heap of an idle connection beyond its container's session: opens sessions without a network, and prints
 * what they add to the heap by class, minus what sessions with an empty endpoint add.
 */
public final class IdleConnections {

    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    private static final int WARM_UP = 500;

    private IdleConnections() {}

    /** The service. */
    @WebSocketHandler("/ws")
    public static class Handler {

        /**
         * Never called here.
         *
         * @param data anything
         * @return the same
         */
        @RpcMethod
        public Object echo(Object data) {
            return data;
        }
    }

    /** The endpoint that the framework is compared with. */
    private static final class EmptyEndpoint extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {}
    }

    private static final class EmptyConfigurator extends ServerEndpointConfig.Configurator {

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new EmptyEndpoint());
        }

        @Override
        public void modifyHandshake(
                ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {}
    }

    /** The objects of a class on the heap. */
    private record Held(double objects, double bytes) {

        static final Held NOTHING = new Held(0, 0);

        Held minus(Held other) {
            return new Held(objects - other.objects, bytes - other.bytes);
        }

        Held dividedBy(int connections) {
            return new Held(objects / connections, bytes / connections);
        }
    }

    /**
     * Measures and prints.
     *
     * @param args how many connections, 4,000 by default; and {@code browser} for the headers that a browser sends, in place of
     *     those that a handshake must have
     * @throws Exception if the heap cannot be read
     */
    public static void main(String[] args) throws Exception {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 4000;
        boolean browser = args.length > 1 && args[1].equals("browser");
        SilentSession.Container empty = new SilentSession.Container();
        empty.asServerContainer()
                .addEndpoint(ServerEndpointConfig.Builder.create(EmptyEndpoint.class, "/ws")
                        .configurator(new EmptyConfigurator())
                        .build());
        Map<String, Held> sessions = added(empty, browser, connections);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        Executor here = Runnable::run;
        Handler handler = new Handler();
        HandlerInstance instance = () -> handler;
        WebshocketEngine engine = WebshocketEngine.create(ServiceEnvironment.builder(
                        List.of(Handler.class),
                        (type, connection) -> instance,
                        new CallExecutors(here, here, here, timer))
                .build());
        SilentSession.Container container = new SilentSession.Container();
        engine.register(container.asServerContainer());
        Map<String, Held> each = added(container, browser, connections);
        print(difference(each, sessions, 1));
        engine.close();
        timer.shutdownNow();
    }

    /** Opens sessions, closes them again, and returns what each has added to the heap. */
    private static Map<String, Held> added(SilentSession.Container container, boolean browser, int connections)
            throws Exception {
        List<SilentSession> open = new ArrayList<>(WARM_UP + connections);
        open(container, browser, WARM_UP, open);
        Map<String, Held> before = heap();
        open(container, browser, connections, open);
        Map<String, Held> each = difference(heap(), before, connections);
        open.forEach(SilentSession::close);
        return each;
    }

    private static void open(SilentSession.Container container, boolean browser, int count, List<SilentSession> open)
            throws InstantiationException {
        for (int i = 0; i < count; i++) {
            open.add(container.connect("webshocket.v1", request(browser)));
        }
    }

    /** A request with its own strings, as when a container reads them from a socket. */
    private static HandshakeRequest request(boolean browser) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers(browser).forEach((name, value) -> headers.put(new String(name), List.of(new String(value))));
        return (HandshakeRequest) Proxy.newProxyInstance(
                IdleConnections.class.getClassLoader(),
                new Class<?>[] {HandshakeRequest.class},
                (proxy, method, given) -> {
                    return switch (method.getName()) {
                        case "getHeaders" -> headers;
                        case "getRequestURI" -> URI.create("/ws");
                        default -> null;
                    };
                });
    }

    private static Map<String, String> headers(boolean browser) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Host", "127.0.0.1:8080",
                "Upgrade", "websocket",
                "Connection", "Upgrade",
                "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version", "13",
                "Sec-WebSocket-Protocol", "webshocket.v1"));
        if (browser) {
            headers.putAll(Map.of(
                    "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                    "Accept", "*/*",
                    "Accept-Language", "en-US,en;q=0.5",
                    "Accept-Encoding", "gzip, deflate, br, zstd",
                    "Origin", "http://127.0.0.1:8080",
                    "Cookie", "session=0123456789abcdef0123456789abcdef; theme=dark",
                    "Sec-Fetch-Dest", "empty",
                    "Sec-Fetch-Mode", "websocket",
                    "Sec-Fetch-Site", "same-origin",
                    "Cache-Control", "no-cache"));
        }
        return headers;
    }

    /** Counts the live objects by class. */
    private static Map<String, Held> heap() throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(
                        line -> line.group(3),
                        line -> new Held(Double.parseDouble(line.group(1)), Double.parseDouble(line.group(2))),
                        (first, second) -> first));
    }

    private static Map<String, Held> difference(Map<String, Held> after, Map<String, Held> before, int connections) {
        Map<String, Held> each = new HashMap<>();
        after.forEach((type, held) -> each.put(
                type, held.minus(before.getOrDefault(type, Held.NOTHING)).dividedBy(connections)));
        before.forEach(
                (type, held) -> each.putIfAbsent(type, Held.NOTHING.minus(held).dividedBy(connections)));
        return each;
    }

    private static void print(Map<String, Held> each) {
        System.out.printf(
                "%,.0f bytes a connection%n",
                each.values().stream().mapToDouble(Held::bytes).sum());
        each.entrySet().stream()
                .filter(type -> Math.abs(type.getValue().bytes()) >= 1)
                .sorted(Comparator.comparingDouble(type -> -type.getValue().bytes()))
                .forEach(type -> System.out.printf(
                        "%8.1f bytes %6.2f objects  %s%n",
                        type.getValue().bytes(), type.getValue().objects(), type.getKey()));
    }
}
