package dev.webshocket.client.cuts;

import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A client of {@link FeedHandler} that speaks JSON and shares no code with the Java client: it keeps positions as section "Channels" of
 * the wire protocol says. Runs on one thread.
 */
final class RawFeedClient implements Runnable {

    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long SHORTEST_KEEP_SECONDS = 5;

    private final URI uri;
    private final FeedReader reader;
    private final Map<String, Long> positions = new HashMap<>();
    private final Map<String, Long> had = new HashMap<>();
    /** What earlier sessions have had. */
    private Map<String, Long> before = Map.of();

    private List<String> old = List.of();
    private long oldUntil;
    private long keepNanos;
    private Welcome welcome;
    private long received;
    private boolean follows;
    private volatile boolean following;
    private volatile boolean ends;

    RawFeedClient(URI uri, FeedReader reader) {
        this.uri = uri;
        this.reader = reader;
    }

    /** Tells whether it has a session with its subscriptions. */
    boolean isFollowing() {
        return following;
    }

    void end() {
        ends = true;
    }

    @Override
    public void run() {
        try {
            while (!ends) {
                try (SessionSocket socket = SessionSocket.connect(uri, Wire.JSON)) {
                    use(socket);
                    following = false;
                    socket.cut();
                } catch (CompletionException e) {
                    // The socket was cut while it was being opened, or this side was sending.
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | AssertionError e) {
            reader.fault("the client has failed: " + e);
        }
    }

    private void use(SessionSocket socket) throws Exception {
        List<String> said = old.isEmpty()
                ? positions.entrySet().stream()
                        .map(each -> each.getKey() + "." + each.getValue())
                        .toList()
                : old;
        socket.send(new Hello(welcome == null ? null : welcome.resume(), received, said, null));
        Envelope first = next(socket);
        if (first == null) {
            return;
        }
        welcomed((Welcome) first.session(), said);
        socket.ack(received);
        if (!follows) {
            socket.request("follow" + received, "follow", reader.subscriptions());
        } else {
            following = true;
        }
        long confirmed = received;
        for (Envelope envelope = next(socket); envelope != null && !ends; envelope = next(socket)) {
            take(envelope);
            if (received - confirmed >= 16 || socket.envelopes().isEmpty()) {
                socket.ack(received);
                confirmed = received;
            }
        }
    }

    /** Returns null if the socket has ended, or nothing comes. */
    private static Envelope next(SessionSocket socket) throws InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < SILENCE_NANOS) {
            boolean closed = socket.isClosed();
            Envelope envelope = socket.envelopes().poll(closed ? 0 : 100, TimeUnit.MILLISECONDS);
            if (envelope != null || closed) {
                return envelope;
            }
        }
        return null;
    }

    private void welcomed(Welcome newest, List<String> said) {
        welcome = newest;
        if (newest.resumed() == Resumed.ALL) {
            oldUntil = System.nanoTime() + keepNanos;
            return;
        }
        received = 0;
        before = Map.copyOf(had);
        follows = newest.resumed() == Resumed.STATE && follows;
        old = said;
        // As long again for what the server sends at the end of that time.
        keepNanos = 2 * TimeUnit.SECONDS.toNanos(Math.max(SHORTEST_KEEP_SECONDS, newest.keep()));
        oldUntil = System.nanoTime() + keepNanos;
        newest.positions().forEach(this::raise);
    }

    private void raise(String position) {
        int dot = position.lastIndexOf('.');
        positions.merge(position.substring(0, dot), Long.parseLong(position.substring(dot + 1)), Math::max);
    }

    private void take(Envelope envelope) throws Exception {
        if (envelope.session() instanceof Beat beat) {
            beat.positions().forEach(this::raise);
        } else if (envelope.session() instanceof Gap gap) {
            received++;
            reader.gap(gap.channels());
        } else if (envelope.session() == null) {
            received++;
            Packet packet = envelope.packet();
            if (packet.rpc() instanceof RpcResponse answer) {
                follows = answer.error() == null;
                following = follows;
            } else if (packet.source() == PacketSource.CHANNEL) {
                message(packet, envelope.position().orElseThrow(() -> new AssertionError("no position: " + packet)));
            }
        }
        if (System.nanoTime() - oldUntil > 0) {
            old = List.of();
        }
    }

    private void message(Packet packet, String position) {
        long number = (Long) packet.data();
        int dot = position.lastIndexOf('.');
        long offset = Long.parseLong(position.substring(dot + 1));
        if (offset <= positions.getOrDefault(position.substring(0, dot), -1L)) {
            oldUntil = System.nanoTime() + keepNanos;
        }
        raise(position);
        // In the time after a new session messages may come again.
        if (old.isEmpty() || number > before.getOrDefault(packet.channel(), 0L)) {
            reader.message(packet.channel(), number);
        }
        had.merge(packet.channel(), number, Math::max);
    }
}
