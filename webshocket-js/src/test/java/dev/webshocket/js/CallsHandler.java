package dev.webshocket.js;

import dev.webshocket.ClientConnection;
import dev.webshocket.Concurrent;
import dev.webshocket.DefaultValue;
import dev.webshocket.Is;
import dev.webshocket.OnReceive;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the client's tests call: values, errors, streams, uploads, and calls back. */
@WebSocketHandler("/ws")
@ApplicationScoped
public class CallsHandler {

    /** A record of the types that a client may mistake. */
    public record Person(String name, int age, List<String> tags) {}

    /** Latches by name, so that a test waits for what happens on the server, and lets it go on. */
    private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();

    private CountDownLatch latch(String name) {
        return latches.computeIfAbsent(name, unused -> new CountDownLatch(1));
    }

    /** Waits until something with this name has happened. */
    @RpcMethod
    @Concurrent
    void happened(String name) throws InterruptedException {
        latch(name).await();
    }

    /** Lets a call of {@code hang} return. */
    @RpcMethod
    void release(String name) {
        latch(name + " released").countDown();
    }

    /** Tells of its begin and of being cancelled, and returns when it is released. */
    @RpcMethod
    @Concurrent
    String hang(String name) throws InterruptedException {
        latch(name + " began").countDown();
        try {
            latch(name + " released").await();
            return name;
        } catch (InterruptedException e) {
            latch(name + " cancelled").countDown();
            throw e;
        }
    }

    @RpcMethod
    int add(int a, int b) {
        return a + b;
    }

    @RpcMethod("multiply")
    int product(int a, int b) {
        return a * b;
    }

    @RpcMethod
    String greet(String name, @DefaultValue("Hello") String greeting) {
        return greeting + " " + name;
    }

    @RpcMethod
    Object echo(Object value) {
        return value;
    }

    @RpcMethod
    Person older(Person person) {
        return new Person(person.name(), person.age() + 1, person.tags());
    }

    @RpcMethod
    int count(Object... values) {
        return values.length;
    }

    @RpcMethod
    long largest() {
        return Long.MAX_VALUE;
    }

    @RpcMethod
    long next(long number) {
        return number + 1;
    }

    @RpcMethod
    void nothing() {}

    @RpcMethod
    Instant instant() {
        return Instant.parse("2026-01-02T03:04:05.678Z");
    }

    @RpcMethod
    byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }

    @RpcMethod
    String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @RpcMethod
    void refuse(String why) {
        throw new RpcException(why);
    }

    @RpcMethod
    void refuseWith(int code, String why, Object data) {
        throw new RpcException(code, why, data);
    }

    @RpcMethod
    void crash() {
        throw new IllegalStateException("secret");
    }

    @RpcMethod
    @RateLimit(limit = 2, period = "1h")
    int limited() {
        return 1;
    }

    @RpcMethod
    String login(ClientConnection connection, String name) {
        connection.set("name", name);
        return name;
    }

    @RpcMethod
    @Is("name")
    String whoami(ClientConnection connection) {
        return connection.get("name", String.class);
    }

    @RpcMethod
    String principal(ClientConnection connection) {
        return connection.principal().map(Principal::getName).orElse(null);
    }

    @RpcMethod
    @RolesAllowed("staff")
    String staff() {
        return "welcome";
    }

    @RpcMethod
    Map<String, String> meta(ClientConnection connection) {
        return connection.meta();
    }

    @RpcMethod
    String protocol(ClientConnection connection) {
        return String.join(",", connection.headers().getOrDefault("sec-websocket-protocol", List.of()));
    }

    @RpcMethod("count_to")
    Stream<Integer> countTo(int n) {
        return IntStream.rangeClosed(1, n).boxed();
    }

    /** Streams without an end, and tells of being cancelled. */
    @RpcMethod("for_ever")
    void forEver(String name, RpcStream<Integer> numbers) {
        try {
            for (int i = 1; ; i++) {
                numbers.send(i);
            }
        } finally {
            latch(name + " cancelled").countDown();
        }
    }

    @RpcMethod("fail_after")
    void failAfter(int n, RpcStream<Integer> numbers) {
        for (int i = 1; i <= n; i++) {
            numbers.send(i);
        }
        throw new RpcException("no more than " + n);
    }

    @RpcMethod
    long sum(RpcItems<Long> numbers) {
        return numbers.stream().mapToLong(number -> number).sum();
    }

    @RpcMethod
    String zip(String separator, RpcItems<String> left, RpcItems<Integer> right) {
        StringBuilder text = new StringBuilder();
        var others = right.iterator();
        for (String word : left) {
            text.append(word).append(separator).append(others.next());
        }
        return text.toString();
    }

    @RpcMethod
    void shout(RpcItems<String> words, RpcStream<String> louder) {
        for (String word : words) {
            louder.send(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Takes some items, and no more. */
    @RpcMethod
    List<Integer> first(int n, RpcItems<Integer> numbers) {
        return numbers.stream().limit(n).toList();
    }

    /** Tells of the error of an upload. */
    @RpcMethod
    String failureOf(RpcItems<Integer> numbers) {
        try {
            numbers.forEach(number -> {});
            return "none";
        } catch (RpcException e) {
            return e.code() + " " + e.getMessage();
        }
    }

    /** Takes an upload up only when it is released. */
    @RpcMethod
    long sumLater(String name, RpcItems<String> texts) throws InterruptedException {
        latch(name + " began").countDown();
        latch(name + " released").await();
        return texts.stream().mapToLong(String::length).sum();
    }

    /** Calls what the client exposes. */
    @RpcMethod
    Object relay(ClientConnection connection, String method, Object... arguments) {
        return connection.call(method, Object.class, arguments);
    }

    /** Calls what the client exposes, with a time limit, and tells of the error. */
    @RpcMethod
    CompletionStage<List<Object>> errorOf(ClientConnection connection, String method, int millis, Object... arguments) {
        return connection
                .callAsync(method, Duration.ofMillis(millis), Object.class, arguments)
                .handle((result, error) -> {
                    if (error == null) {
                        return List.of("no error");
                    }
                    Throwable cause = error.getCause() == null ? error : error.getCause();
                    return cause instanceof RpcException e
                            ? Arrays.asList(e.code(), e.getMessage(), e.data())
                            : List.of(cause.getMessage().substring(0, 15));
                });
    }

    @RpcMethod
    void push(ClientConnection connection, Object... data) {
        for (Object each : data) {
            connection.send(each);
        }
    }

    @RpcMethod
    void kick(ClientConnection connection, int code, String reason) {
        connection.close(code, reason);
    }

    @OnReceive
    void received(ClientConnection connection, Packet packet) {
        connection.send(Map.of("received", packet.data() == null ? "nothing" : packet.data()));
    }
}
