package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.Since;
import jakarta.enterprise.context.ContextNotActiveException;
import java.lang.reflect.Type;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The injectable {@link ClientConnection}. It delegates each method to the connection of the call that the current
 * thread runs. Safe for use by any thread.
 *
 * <p>It is not a client proxy of the CDI container, since {@code equals} of these would hold for all connections.
 */
final class InjectedConnection implements ClientConnection {

    private final CurrentCall current;

    InjectedConnection(CurrentCall current) {
        this.current = current;
    }

    /**
     * Returns the connection of the current call.
     *
     * @throws ContextNotActiveException if this thread runs no call
     */
    private ClientConnection connection() {
        return current.require().connection();
    }

    @Override
    public String uid() {
        return connection().uid();
    }

    @Override
    public String path() {
        return connection().path();
    }

    @Override
    public Map<String, String> pathParameters() {
        return connection().pathParameters();
    }

    @Override
    public Map<String, List<String>> query() {
        return connection().query();
    }

    @Override
    public Map<String, List<String>> headers() {
        return connection().headers();
    }

    @Override
    public Optional<String> remoteAddress() {
        return connection().remoteAddress();
    }

    @Override
    public Optional<Principal> principal() {
        return connection().principal();
    }

    @Override
    public boolean isInRole(String role) {
        return connection().isInRole(role);
    }

    @Override
    public void set(String name, Object value) {
        connection().set(name, value);
    }

    @Override
    public Object get(String name) {
        return connection().get(name);
    }

    @Override
    public <T> T get(String name, Class<T> type) {
        return connection().get(name, type);
    }

    @Override
    public boolean has(String name) {
        return connection().has(name);
    }

    @Override
    public Object remove(String name) {
        return connection().remove(name);
    }

    @Override
    public Map<String, Object> attributes() {
        return connection().attributes();
    }

    @Override
    public void subscribe(String... channels) {
        connection().subscribe(channels);
    }

    @Override
    public void subscribe(String channel, Since since) {
        connection().subscribe(channel, since);
    }

    @Override
    public void subscribeNames(String... channels) {
        connection().subscribeNames(channels);
    }

    @Override
    public void presenceInfo(Object info) {
        connection().presenceInfo(info);
    }

    @Override
    public void unsubscribe(String... channels) {
        connection().unsubscribe(channels);
    }

    @Override
    public Set<String> subscriptions() {
        return connection().subscriptions();
    }

    @Override
    public void send(Object data) {
        connection().send(data);
    }

    @Override
    public void close() {
        connection().close();
    }

    @Override
    public void close(int code, String reason) {
        connection().close(code, reason);
    }

    @Override
    public boolean isOpen() {
        return connection().isOpen();
    }

    @Override
    public boolean isLinked() {
        return connection().isLinked();
    }

    @Override
    public <T> T call(String method, Type type, Object... arguments) {
        return connection().call(method, type, arguments);
    }

    @Override
    public <T> T call(String method, Duration timeout, Type type, Object... arguments) {
        return connection().call(method, timeout, type, arguments);
    }

    @Override
    public <T> CompletableFuture<T> callAsync(String method, Type type, Object... arguments) {
        return connection().callAsync(method, type, arguments);
    }

    @Override
    public <T> CompletableFuture<T> callAsync(String method, Duration timeout, Type type, Object... arguments) {
        return connection().callAsync(method, timeout, type, arguments);
    }

    @Override
    public Map<String, String> meta() {
        return connection().meta();
    }

    /** Tells whether the other object is the current connection, or an injected connection. */
    @Override
    public boolean equals(Object other) {
        return other instanceof InjectedConnection injected
                ? connection().equals(injected.connection())
                : connection().equals(other);
    }

    @Override
    public int hashCode() {
        return connection().hashCode();
    }

    /** Never throws, unlike the other methods, since debuggers and log messages call it on any thread. */
    @Override
    public String toString() {
        CallFrame frame = current.get();
        return frame == null ? "no connection: this thread runs no call" : String.valueOf(frame.connection());
    }
}
