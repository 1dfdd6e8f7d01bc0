package dev.webshocket.benchmarks.recovery;

import dev.webshocket.client.ClientState;
import dev.webshocket.client.RetryPolicy;
import dev.webshocket.client.WebSocketClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A client that has subscribed to a room by its name and to news by a pattern. It comes back a fixed time after it has lost its server, as
 * all others do. Safe for use by any thread.
 */
final class ReturningClient {

    private static final String PATTERN = "news.*";
    private static final List<String> NEWS =
            IntStream.range(0, 4).mapToObj(i -> "news." + i).toList();
    private static final List<String> ROOMS =
            IntStream.range(0, 20).mapToObj(i -> "room." + i).toList();

    private final String room;
    private final Account account;
    private final WebSocketClient client;
    /** The {@link System#currentTimeMillis} and {@link System#nanoTime} of its latest attempt to connect. */
    private volatile Moment attempted;

    private volatile boolean subscribedAnew;

    /** A time on both clocks. */
    record Moment(long millis, long nanos) {

        static Moment now() {
            return new Moment(System.currentTimeMillis(), System.nanoTime());
        }
    }

    /** Connects and subscribes. */
    ReturningClient(URI uri, int number, Duration away) {
        room = ROOMS.get(number % ROOMS.size());
        account = new Account(Stream.concat(Stream.of(room), NEWS.stream()).toList());
        RetryPolicy allAtOnce = RetryPolicy.builder()
                .firstDelay(away)
                .maxDelay(away)
                .jitter(false)
                .build();
        client = WebSocketClient.builder(uri)
                .retry(allAtOnce)
                .onState(this::changed)
                .onReceive(account::add)
                .onGap(account::gap)
                .onReconnect(this::subscribeAnew)
                .connect();
        subscribe(client);
    }

    /** The channels of all clients. */
    static List<String> channels() {
        return Stream.concat(ROOMS.stream(), NEWS.stream()).toList();
    }

    /** How many channels reach one client. */
    static int channelsOfOne() {
        return 1 + NEWS.size();
    }

    private void changed(ClientState state) {
        if (state == ClientState.CONNECTING) {
            attempted = Moment.now();
        }
    }

    private void subscribeAnew(WebSocketClient back) {
        subscribedAnew = true;
        subscribe(back);
    }

    private void subscribe(WebSocketClient to) {
        to.call("follow", Void.class, room, PATTERN);
    }

    /** Forgets the earlier return. */
    void beginRound() {
        attempted = null;
        subscribedAnew = false;
    }

    /** Returns when it began to connect again; null if it has not. */
    Moment attempted() {
        return attempted;
    }

    /** Tells whether it came back to a new session, and so had to subscribe again. */
    boolean hasSubscribedAnew() {
        return subscribedAnew;
    }

    Account account() {
        return account;
    }

    void close() {
        client.close();
    }
}
