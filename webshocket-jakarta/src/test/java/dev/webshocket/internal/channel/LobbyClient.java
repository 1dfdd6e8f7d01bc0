package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WireClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A device of a user that follows who is present, over as many sockets as it takes. For one thread. */
final class LobbyClient implements AutoCloseable {

    private final URI uri;
    private final Wire wire;
    private final String user;
    private SessionSocket socket;
    private Welcome welcome;
    private long received;
    private int calls;

    /** The changes that came, in order. */
    final List<PresenceChange> changes = new ArrayList<>();

    private final Map<Object, RpcResponse> responses = new HashMap<>();

    /**
     * Opens a session.
     *
     * @param user null for nobody
     */
    LobbyClient(URI uri, Wire wire, String user) throws InterruptedException {
        this.uri = uri;
        this.wire = wire;
        this.user = user;
        begin(null);
    }

    private void begin(String resume) throws InterruptedException {
        socket = SessionSocket.connect(uri, wire);
        socket.send(new Hello(resume, received, List.of(), user));
        welcome = socket.welcome();
        if (welcome.resumed() != Resumed.ALL) {
            received = 0;
        }
        socket.ack(received);
    }

    /** Returns the public id of the session. */
    String uid() {
        return welcome.session();
    }

    /** Cuts the socket; the session waits for the next one. */
    void cut() {
        socket.cut();
    }

    /** Comes back; returns whether the session goes on. */
    boolean comeBack() throws InterruptedException {
        takeAll();
        begin(welcome.resume());
        return welcome.resumed() == Resumed.ALL;
    }

    RpcResponse call(String method, Object... arguments) throws InterruptedException {
        String id = "c" + ++calls;
        socket.request(id, method, arguments);
        while (!responses.containsKey(id)) {
            Envelope next = socket.poll(Duration.ofSeconds(30));
            assertThat(next).as("a packet before the answer to " + method).isNotNull();
            take(next);
        }
        take();
        return responses.remove(id);
    }

    /** Makes a call that must succeed. */
    Object ask(String method, Object... arguments) throws InterruptedException {
        RpcResponse response = call(method, arguments);
        assertThat(response.error()).as(String.valueOf(response)).isNull();
        return response.response();
    }

    void join(String... channels) throws InterruptedException {
        ask("join", List.of(channels));
    }

    void leave(String... channels) throws InterruptedException {
        ask("leave", List.of(channels));
    }

    /** Returns how many messages have come in the session, answers included. */
    long received() {
        return received;
    }

    /** Takes what has come, and confirms it. */
    void take() {
        takeAll();
        if (!socket.isClosed()) {
            WireClient.sendRefused(() -> socket.ack(received));
        }
    }

    private void takeAll() {
        for (Envelope next = socket.envelopes().poll();
                next != null;
                next = socket.envelopes().poll()) {
            take(next);
        }
    }

    private void take(Envelope envelope) {
        if (envelope.session() instanceof SessionMessage.Ack || envelope.session() instanceof SessionMessage.Beat) {
            return;
        }
        received++;
        try {
            envelope.presence().ifPresent(changes::add);
            if (envelope.packet().rpc() instanceof RpcResponse response) {
                responses.put(response.callId(), response);
            }
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until so many changes have come in all. */
    List<PresenceChange> awaitChanges(int count) {
        await().atMost(30, TimeUnit.SECONDS).until(() -> {
            take();
            return changes.size() >= count;
        });
        return changes;
    }

    /** Returns who is in a channel by the changes that came, with the infos. */
    SortedMap<String, Object> view(String channel) {
        SortedMap<String, Object> view = new TreeMap<>();
        for (PresenceChange change : changes) {
            if (change.channel().equals(channel)) {
                change.joined().forEach(member -> view.put(member.id(), member.info()));
                change.left().stream().map(Member::id).forEach(view::remove);
            }
        }
        return view;
    }

    /** Ends the session by a close frame. */
    @Override
    public void close() {
        socket.close();
    }

    /** Waits for a short while, and tells whether a further change has come. */
    boolean hasMore() throws InterruptedException {
        int before = changes.size();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(600);
        for (long left = 600; left > 0 && changes.size() == before; ) {
            Envelope next = socket.poll(Duration.ofMillis(left));
            if (next != null) {
                take(next);
            }
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return changes.size() > before;
    }
}
