package dev.webshocket.client.cuts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.client.ConnectionClosedException;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.support.CutSchedule;
import dev.webshocket.support.CutSchedule.Step;
import dev.webshocket.support.FatedProxy;
import dev.webshocket.support.ScheduleReport;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** The Java client goes through one schedule, and checks that nothing is lost, repeated or out of order. For one thread. */
final class ScheduledRun {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final CutSchedule schedule;
    private final FatedProxy proxy;
    private final Executor threads;
    private final String name;
    private final AtomicInteger losses = new AtomicInteger();
    private final List<Integer> pushes = new CopyOnWriteArrayList<>();
    private final Map<String, List<Integer>> heard = new ConcurrentHashMap<>();
    private final Set<String> gaps = ConcurrentHashMap.newKeySet();
    /** How many messages of each channel the server may have published. */
    private final Map<String, Long> ordered = new ConcurrentHashMap<>();

    private final FeedReader reader;
    private int sent;

    /**
     * Prepares a run.
     *
     * @param proxy before a server that keeps sessions or not, as the schedule says
     * @param threads run what takes the items of streams
     */
    ScheduledRun(CutSchedule schedule, FatedProxy proxy, Executor threads) {
        this.schedule = schedule;
        this.proxy = proxy;
        this.threads = threads;
        this.name = (schedule.remembers() ? "all." : "few.") + "java" + schedule.seed();
        Map<String, List<String>> subscriptions = new LinkedHashMap<>();
        for (String pattern : CutSchedule.SUBSCRIPTIONS) {
            subscriptions.put(
                    channel(pattern),
                    CutSchedule.CHANNELS.stream()
                            .filter(channel -> CutSchedule.covers(pattern, channel))
                            .map(this::channel)
                            .toList());
        }
        reader = new FeedReader(name, subscriptions, channel -> ordered.getOrDefault(channel, 0L));
    }

    private String channel(String shortName) {
        return name + "." + shortName;
    }

    private String shortName(String channel) {
        return channel.substring(name.length() + 1);
    }

    void perform(URI uri) throws InterruptedException {
        proxy.fates(schedule.fates());
        try (WebSocketClient client = WebSocketClient.builder(uri)
                .retry(CutRun.PATIENT)
                .callTimeout(LONG)
                // A handshake may end in silence too.
                .connectTimeout(Duration.ofSeconds(3))
                .expose("double", Integer.class, number -> 2 * number)
                .onReceive(this::received)
                .onGap(this::gap)
                .onReconnect(again -> {
                    losses.incrementAndGet();
                    again.call("login", Void.class, name);
                })
                .connect()) {
            login(client);
            ScheduledCalls calls = new ScheduledCalls(client, threads);
            for (Step step : schedule.steps()) {
                perform(client, calls, step);
            }
            calls.giveUp();
            calls.await();
            finish(client, calls);
        }
    }

    /** A session that is lost meanwhile is followed by one that begins in the same way. */
    private void login(WebSocketClient client) {
        try {
            client.call("login", Void.class, name);
        } catch (ConnectionClosedException e) {
            assertThat(schedule.keeps()).isFalse();
        }
    }

    private void received(Packet packet) {
        int number = ((Long) packet.data()).intValue();
        if (packet.source() == PacketSource.CHANNEL) {
            reader.message(packet.channel(), number);
            heard.computeIfAbsent(shortName(packet.channel()), unused -> new CopyOnWriteArrayList<>())
                    .add(number);
        } else {
            pushes.add(number);
        }
    }

    private void gap(List<String> subscriptions) {
        reader.gap(subscriptions);
        subscriptions.forEach(subscription -> gaps.add(shortName(subscription)));
    }

    private void perform(WebSocketClient client, ScheduledCalls calls, Step step) throws InterruptedException {
        switch (step.kind()) {
            case SEND -> client.sendAsync(++sent);
            case CUT -> proxy.cut(CutSchedule.cut(step.n()));
            case REFUSE -> proxy.refuseNext(step.n());
            case PAUSE -> {
                Thread.sleep(step.n());
                calls.giveUp();
            }
            case PUBLISH -> {
                ordered.merge(channel(CutSchedule.CHANNELS.get(step.m())), (long) step.n(), Long::sum);
                calls.begin(step);
            }
            default -> calls.begin(step);
        }
    }

    private void finish(WebSocketClient client, ScheduledCalls calls) {
        for (String channel : CutSchedule.CHANNELS) {
            // A session that is lost now runs it twice.
            ordered.merge(channel(channel), 100L, Long::sum);
            calls.publish(channel, 1, true);
        }
        calls.await();
        // What was published or sent may still be on its way.
        await().atMost(LONG)
                .pollInSameThread()
                .ignoreExceptions()
                .untilAsserted(() ->
                        client.rpc("settle").idempotent().args(report(calls)).call(Void.class));
        assertThat(reader.faults()).isEmpty();
    }

    private ScheduleReport report(ScheduledCalls calls) {
        return new ScheduleReport(
                schedule.seed(), calls.outcomes(), heard, List.copyOf(gaps), pushes, sent, losses.get());
    }
}
