package dev.webshocket.support;

import dev.webshocket.ChannelRules;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Concurrent;
import dev.webshocket.OnReceive;
import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The service for {@link CutSchedule}s. It keeps an account of what it has done for each client, so that what is lost, repeated or out of
 * order shows. A call says its id, a number, and its place among the calls of the client.
 */
@WebSocketHandler("/schedule")
@ApplicationScoped
public class ScheduleHandler {

    private final Map<String, ScheduleAccount> accounts = new ConcurrentHashMap<>();

    @Inject
    Channels channels;

    /** Adds the rules of the channels of clients: those whose names begin with "few" keep little. */
    public static ChannelRules.Builder rules(ChannelRules.Builder rules) {
        return rules.channel("few.*", rule -> rule.history(5, Duration.ofMinutes(10)))
                .channel("all.*", rule -> rule.history(10_000, Duration.ofMinutes(10)));
    }

    /**
     * Begins a session.
     *
     * @param name the client's, which its channels begin with: "all." or "few." and what no other client has
     */
    @RpcMethod
    void login(ClientConnection connection, String name) {
        connection.set("name", name);
        connection.set("last", new AtomicInteger());
        accounts.computeIfAbsent(name, unused -> new ScheduleAccount());
        connection.subscribe(CutSchedule.SUBSCRIPTIONS.stream()
                .map(channel -> name + "." + channel)
                .toArray(String[]::new));
    }

    /** Compares what a client reports with what was done for it; fails with all that does not hold, which may be that messages are on their way. */
    @RpcMethod
    void settle(ClientConnection connection, ScheduleReport report) {
        List<String> faults = ScheduleVerdict.of(of(connection).summary(), report);
        if (!faults.isEmpty()) {
            throw new RpcException(String.join("\n", faults));
        }
    }

    private static String name(ClientConnection connection) {
        return connection.get("name", String.class);
    }

    private ScheduleAccount of(ClientConnection connection) {
        return accounts.get(name(connection));
    }

    /** A call runs that is started behind the one before; those on threads of their own are not in order. */
    private void ran(ClientConnection connection, String id, int place) {
        int before = connection.get("last", AtomicInteger.class).getAndSet(place);
        of(connection).ran(id, place, before);
    }

    @RpcMethod
    String once(ClientConnection connection, String id, int n, int place) {
        ran(connection, id, place);
        return "re: " + id;
    }

    @RpcMethod
    void fail(ClientConnection connection, String id, int n, int place) {
        ran(connection, id, place);
        throw new RpcException(4711, "no " + id);
    }

    @RpcMethod
    Stream<Integer> count(ClientConnection connection, String id, int n, int place) {
        ran(connection, id, place);
        return IntStream.rangeClosed(1, n).boxed();
    }

    @RpcMethod("break_off")
    void breakOff(ClientConnection connection, String id, int n, int place, RpcStream<Integer> numbers) {
        of(connection).ran(id);
        for (int i = 1; i <= n; i++) {
            numbers.send(i);
        }
        throw new RpcException(4712, "no more");
    }

    @RpcMethod
    long sum(ClientConnection connection, String id, int n, int place, RpcItems<Long> numbers) {
        of(connection).ran(id);
        return numbers.stream().mapToLong(number -> number).sum();
    }

    @RpcMethod
    String first(ClientConnection connection, String id, int n, int place, RpcItems<Integer> numbers) {
        of(connection).ran(id);
        List<Integer> taken = numbers.stream().limit(n).toList();
        return taken.equals(IntStream.rangeClosed(1, taken.size()).boxed().toList()) ? "enough" : taken.toString();
    }

    @RpcMethod
    void echo(
            ClientConnection connection,
            String id,
            int n,
            int place,
            RpcItems<Integer> numbers,
            RpcStream<Integer> back) {
        of(connection).ran(id);
        for (int number : numbers) {
            back.send(number);
        }
    }

    /** Returns when it is told to stop. */
    @RpcMethod
    @Concurrent
    void hang(ClientConnection connection, String id, int n, int place) throws InterruptedException {
        of(connection).ran(id);
        TimeUnit.HOURS.sleep(1);
    }

    /** Sends numbered messages. */
    @RpcMethod
    String push(ClientConnection connection, String id, int n, int place) {
        ran(connection, id, place);
        for (int i = 0; i < n; i++) {
            connection.send(of(connection).nextPush());
        }
        return "re: " + id;
    }

    /** Publishes numbered messages. */
    @RpcMethod
    String publish(ClientConnection connection, String id, int n, int place, String channel) {
        ran(connection, id, place);
        for (int i = 0; i < n; i++) {
            of(connection).publish(channel, number -> channels.publish(name(connection) + "." + channel, number));
        }
        return "re: " + id;
    }

    /** Has the client double a number. Nobody waits for the answer of a client that has gone, and no log is to speak of it. */
    @RpcMethod
    CompletionStage<Integer> ask(ClientConnection connection, String id, int n, int place) {
        ran(connection, id, place);
        return connection.callAsync("double", Integer.class, n).exceptionally(gone -> -1);
    }

    @OnReceive
    void received(ClientConnection connection, Packet packet) {
        of(connection).received(((Number) packet.data()).intValue());
    }
}
