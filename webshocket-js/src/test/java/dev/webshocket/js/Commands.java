package dev.webshocket.js;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.webshocket.js.TestServer.Terms;
import dev.webshocket.support.CutSchedule;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import dev.webshocket.support.FatedProxy;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the tests in JavaScript command over HTTP: servers that stop and start, and proxies that cut connections. It serves the
 * files of the tests too, for browsers. Safe for use by any thread.
 */
final class Commands implements AutoCloseable {

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript", "html", "text/html", "map", "application/json");

    private final Path files;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Integer, TestServer> servers = new ConcurrentHashMap<>();
    private final Map<Integer, FatedProxy> proxies = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger(1);

    /**
     * Starts the usual server, and listens for commands.
     *
     * @param files what browsers may load
     */
    Commands(Path files) throws IOException {
        this.files = files;
        servers.put(0, new TestServer(Terms.USUAL));
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    /** Returns where commands are taken. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("GET")) {
                file(exchange, path);
                return;
            }
            JsonObject body = Json.createReader(new StringReader(
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8)))
                    .readObject();
            answer(exchange, 200, "application/json", run(path, body).toString().getBytes(UTF_8));
        } catch (RuntimeException e) {
            answer(exchange, 500, "text/plain", e.toString().getBytes(UTF_8));
        }
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        Path file = files.resolve(path.substring(1)).normalize();
        if (!file.startsWith(files) || !Files.isRegularFile(file)) {
            answer(exchange, 404, "text/plain", path.getBytes(UTF_8));
            return;
        }
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain");
        answer(exchange, 200, type + ";charset=utf-8", Files.readAllBytes(file));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private JsonObject run(String command, JsonObject body) {
        int id = body.getInt("id", 0);
        switch (command) {
            case "/server/new" -> {
                int made = ids.getAndIncrement();
                servers.put(made, new TestServer(terms(body)));
                return port(made, servers.get(made).port());
            }
            case "/server/port" -> {
                return port(id, servers.get(id).port());
            }
            case "/server/stop" -> servers.get(id).stop();
            case "/server/start" -> servers.get(id).start();
            case "/server/close" -> servers.remove(id).close();
            case "/proxy/new" -> {
                int made = ids.getAndIncrement();
                proxies.put(
                        made,
                        new FatedProxy(servers.get(body.getInt("server", 0)).port()));
                return port(made, proxies.get(made).port());
            }
            case "/proxy/cut" -> proxies.get(id).cut(how(body));
            case "/proxy/fates" -> proxies.get(id).fates(fates(body));
            case "/proxy/refuseNext" -> proxies.get(id).refuseNext(body.getInt("connections"));
            case "/proxy/refuse" -> proxies.get(id).refuse(body.getBoolean("refuse"));
            case "/proxy/count" -> {
                return Json.createObjectBuilder()
                        .add("accepted", proxies.get(id).accepted())
                        .add("passed", proxies.get(id).passed())
                        .build();
            }
            case "/proxy/close" -> proxies.remove(id).close();
            case "/schedules" -> {
                return schedules(body.getInt("first"), body.getInt("count"));
            }
            default -> throw new IllegalArgumentException("unknown command " + command);
        }
        return JsonObject.EMPTY_JSON_OBJECT;
    }

    private static JsonObject port(int id, int port) {
        return Json.createObjectBuilder().add("id", id).add("port", port).build();
    }

    private static Cut how(JsonObject body) {
        return Cut.valueOf(body.getString("how", Cut.RST.name()));
    }

    private static List<Fate> fates(JsonObject body) {
        return body.getJsonArray("fates").getValuesAs(JsonObject.class).stream()
                .map(fate -> new Fate(
                        fate.containsKey("bytes") ? fate.getJsonNumber("bytes").longValue() : Long.MAX_VALUE,
                        how(fate),
                        fate.getInt("chunk", 1 << 16),
                        fate.getInt("delay", 0)))
                .toList();
    }

    private static JsonObject schedules(int first, int count) {
        JsonArrayBuilder schedules = Json.createArrayBuilder();
        for (int seed = first; seed < first + count; seed++) {
            schedules.add(CutSchedule.of(seed).json());
        }
        return Json.createObjectBuilder().add("schedules", schedules).build();
    }

    private static Terms terms(JsonObject body) {
        return new Terms(
                body.getBoolean("handsOver", Terms.USUAL.handsOver()),
                Duration.ofSeconds(body.getInt("keep", (int) Terms.USUAL.keep().toSeconds())),
                Duration.ofSeconds(body.getInt("beat", (int) Terms.USUAL.beat().toSeconds())),
                Duration.ofSeconds(
                        body.getInt("retryAfter", (int) Terms.USUAL.retryAfter().toSeconds())));
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        proxies.values().forEach(FatedProxy::close);
        servers.values().forEach(TestServer::close);
    }
}
