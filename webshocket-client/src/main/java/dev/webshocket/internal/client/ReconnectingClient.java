package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.client.ClientOptions;
import dev.webshocket.client.ClientState;
import dev.webshocket.client.RpcCall;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.packet.Packet;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** The application's view of its client. Safe for use by any thread. */
final class ReconnectingClient implements WebSocketClient {

    private final ClientOptions options;
    private final String place;
    private final ClientThreads threads;
    private final Backlog backlog;
    private final Inbox inbox;
    private final CallStarter starter;
    private final Reconnector reconnector;
    /** Set on the thread that runs {@code onReconnect}: the link for its calls, which do not wait for its end. */
    private final ThreadLocal<ClientSession> preparing = new ThreadLocal<>();

    /** Creates a client that does nothing before {@link #connect}. */
    ReconnectingClient(ClientOptions options) {
        ClientRuntime.Lease runtime = ClientRuntime.acquire(options.jsonbConfig());
        this.options = options;
        this.threads = new ClientThreads(runtime, options.executor());
        Handshakes handshakes;
        try {
            Exposure exposure = Exposure.of(options, runtime.binding(), threads);
            handshakes = new Handshakes(options, runtime.binding(), exposure, threads);
        } catch (RuntimeException | Error e) {
            // For instance if something cannot be exposed, or without free file descriptors.
            threads.close();
            throw e;
        }
        this.place = handshakes.place();
        this.backlog = new Backlog(
                options.outstandingCalls(),
                options.outboundBytes(),
                options.reconnection().whenDown());
        Callbacks callbacks = new Callbacks(options, new CallbackLane(threads::callBack));
        this.inbox = new Inbox(options.bufferBytes(), callbacks);
        this.starter = new CallStarter(runtime, backlog, threads, options.bufferBytes(), preparing::get);
        Preparation preparation = new Preparation(
                options.onReconnect() == null ? null : this::prepare, new CallbackLane(threads::connect));
        this.reconnector = new Reconnector(options, threads, handshakes, backlog, inbox, callbacks, preparation);
        runtime.closesBy(reconnector::close);
    }

    private void prepare(ClientSession link) {
        preparing.set(link);
        try {
            options.onReconnect().accept(this);
        } finally {
            preparing.remove();
        }
    }

    /** Connects, and waits for the connection. */
    WebSocketClient connect() {
        reconnector.start();
        Waiting.await(reconnector.firstConnection(), reconnector::close);
        return this;
    }

    CompletableFuture<WebSocketClient> connectAsync() {
        reconnector.start();
        CompletableFuture<WebSocketClient> promised = threads.promise(reconnector.firstConnection(), connected -> this);
        promised.whenComplete((client, failure) -> {
            if (failure != null) {
                reconnector.close();
            }
        });
        return promised;
    }

    @Override
    public RpcCall rpc(String method) {
        return new PreparedCall(starter, method, options.callTimeout());
    }

    @Override
    public void send(Object data) {
        CompletableFuture<Void> sending = starter.send(packetOf(data), options.callTimeout());
        Waiting.await(sending, () -> sending.cancel(false));
    }

    @Override
    public CompletableFuture<Void> sendAsync(Object data) {
        try {
            CompletableFuture<Void> sending = starter.send(packetOf(data), options.callTimeout());
            CompletableFuture<Void> promised = threads.promise(sending, sent -> null);
            promised.whenComplete((sent, failure) -> sending.cancel(false));
            return promised;
        } catch (ClientException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Packet packetOf(Object data) {
        return data instanceof Packet packet ? packet : Packet.custom(data);
    }

    @Override
    public Packet receive() {
        return receive(options.callTimeout());
    }

    @Override
    public Packet receive(Duration timeout) {
        CompletableFuture<ArrivedPacket> next = next(timeout);
        return Waiting.await(next, () -> giveUp(next)).packet();
    }

    @Override
    public CompletableFuture<Packet> receiveAsync(Duration timeout) {
        CompletableFuture<ArrivedPacket> next = next(timeout);
        CompletableFuture<Packet> promised = new CompletableFuture<>();
        next.whenComplete((arrival, failure) -> threads.complete(() -> {
            if (failure != null) {
                promised.completeExceptionally(failure);
            } else if (!promised.complete(arrival.packet())) {
                inbox.giveBack(arrival);
            }
        }));
        promised.whenComplete((packet, failure) -> {
            // The task above puts back a packet that has arrived by now.
            if (next.cancel(false)) {
                inbox.forget(next);
            }
        });
        return promised;
    }

    private CompletableFuture<ArrivedPacket> next(Duration timeout) {
        if (inbox.hasCallback()) {
            throw new IllegalStateException("the onReceive callback of this client gets all packets");
        }
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a timeout must not be negative, unlike " + timeout);
        }
        CompletableFuture<ArrivedPacket> next = inbox.next();
        if (!timeout.isZero() && !next.isDone()) {
            Future<?> clock = threads.schedule(
                    () -> {
                        next.completeExceptionally(ClientFailures.nothingReceived(timeout));
                        inbox.forget(next);
                    },
                    timeout);
            next.whenComplete((packet, failure) -> clock.cancel(false));
        }
        return next;
    }

    /** Stops waiting; a packet that arrives at this moment is not lost. */
    private void giveUp(CompletableFuture<ArrivedPacket> next) {
        if (!next.cancel(false) && !next.isCompletedExceptionally()) {
            inbox.giveBack(next.join());
        }
        inbox.forget(next);
    }

    @Override
    public <T> T convert(Object data, Type type) {
        return starter.types().convert(data, type);
    }

    @Override
    public <T> T proxy(Class<T> type) {
        return ClientInterface.read(type, starter.types()).proxy(this);
    }

    @Override
    public ClientState state() {
        return reconnector.state();
    }

    @Override
    public int outstandingCalls() {
        return backlog.size();
    }

    @Override
    public URI uri() {
        return options.uri();
    }

    @Override
    public void close() {
        // Not interruptible: it takes a few seconds at most, and the client must be closed.
        reconnector.close().join();
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        return threads.promise(reconnector.close(), closed -> null);
    }

    /** Omits user and query, which may hold tokens. */
    @Override
    public String toString() {
        return "WebSocketClient[" + place + ", " + state() + "]";
    }
}
