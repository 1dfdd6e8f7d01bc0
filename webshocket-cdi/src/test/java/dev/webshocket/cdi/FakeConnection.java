package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.Since;
import java.lang.reflect.Type;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** A connection without a client, which records sent messages. */
final class FakeConnection implements ClientConnection {

    private final String uid;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final List<Object> sent = new CopyOnWriteArrayList<>();
    private final Set<String> subscriptions = new CopyOnWriteArraySet<>();
    private volatile boolean open = true;

    FakeConnection(String uid) {
        this.uid = uid;
    }

    List<Object> sent() {
        return sent;
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public String path() {
        return "/fake";
    }

    @Override
    public Map<String, String> pathParameters() {
        return Map.of("room", "5");
    }

    @Override
    public Map<String, List<String>> query() {
        return Map.of("q", List.of("1"));
    }

    @Override
    public Map<String, List<String>> headers() {
        return Map.of("Host", List.of("localhost"));
    }

    @Override
    public Optional<String> remoteAddress() {
        return Optional.of("192.0.2.1");
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.empty();
    }

    @Override
    public boolean isInRole(String role) {
        return role.equals("tester");
    }

    @Override
    public void set(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public Object get(String name) {
        return attributes.get(name);
    }

    @Override
    public <T> T get(String name, Class<T> type) {
        return type.cast(attributes.get(name));
    }

    @Override
    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    @Override
    public Object remove(String name) {
        return attributes.remove(name);
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public void subscribe(String... channels) {
        subscriptions.addAll(List.of(channels));
    }

    @Override
    public void subscribe(String channel, Since since) {
        subscribe(channel);
    }

    @Override
    public void subscribeNames(String... channels) {
        subscribe(channels);
    }

    @Override
    public void presenceInfo(Object info) {
        set("info", info);
    }

    @Override
    public void unsubscribe(String... channels) {
        subscriptions.removeAll(List.of(channels));
    }

    @Override
    public Set<String> subscriptions() {
        return Set.copyOf(subscriptions);
    }

    @Override
    public void send(Object data) {
        sent.add(data);
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public void close(int code, String reason) {
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isLinked() {
        return open;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T call(String method, Type type, Object... arguments) {
        return (T) (method + List.of(arguments));
    }

    @Override
    public <T> T call(String method, Duration timeout, Type type, Object... arguments) {
        return call(method + timeout, type, arguments);
    }

    @Override
    public <T> CompletableFuture<T> callAsync(String method, Type type, Object... arguments) {
        return CompletableFuture.completedFuture(call(method, type, arguments));
    }

    @Override
    public <T> CompletableFuture<T> callAsync(String method, Duration timeout, Type type, Object... arguments) {
        return CompletableFuture.completedFuture(call(method, timeout, type, arguments));
    }

    @Override
    public Map<String, String> meta() {
        return Map.of("of", uid);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientConnection connection && uid.equals(connection.uid());
    }

    @Override
    public int hashCode() {
        return uid.hashCode();
    }

    @Override
    public String toString() {
        return "fake connection " + uid;
    }
}
