package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.support.RecordedLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What servers send of channels that keep messages or know their members: section "Channels" of the wire protocol. */
class KeptChannelsTest extends ScriptedSession {

    private static final PresenceChange ADA =
            new PresenceChange("room", List.of(new Member("ada", "at home")), List.of(new Member("bob", null)));

    /** What the callbacks got, in order. */
    private final List<Object> heard = new CopyOnWriteArrayList<>();

    private static Welcome welcome(Resumed resumed, String secret, String... positions) {
        return new Welcome("s", secret, resumed, 0, 60, 20, List.of(positions), null);
    }

    private WebSocketClientBuilder listening() {
        return builder()
                .onReceive(packet -> heard.add(packet.data()))
                .onGap(heard::add)
                .onPresence(heard::add);
    }

    private void hears(Object... expected) {
        await().atMost(LONG).untilAsserted(() -> assertThat(heard).containsExactly(expected));
    }

    /** Cuts the client and lets it begin another session; returns the positions of its hello. */
    private List<String> lose(String... positions) {
        socket.cut();
        List<String> said = reconnected().positions();
        socket.welcome(welcome(Resumed.NO, "next", positions));
        return said;
    }

    @Test
    void helloSaysHowFarChannelsHaveBeenRead() {
        connect(listening(), welcome(Resumed.NO, "one", "e.0.5", "e.1.7", "none"));
        socket.sendAt("e.0.6", Packet.channel("room", "six"));
        socket.send(new Beat(List.of("e.1.9")));
        socket.sendAt("no position", Packet.channel("room", "last"));
        hears("six", "last");
        assertThat(lose("e.0.8", "e.1.9")).containsExactlyInAnyOrder("e.0.6", "e.1.9");
    }

    @Test
    void helloSaysOnlyTheNewEpochOfAShardThatBeganAnew() {
        connect(listening(), welcome(Resumed.NO, "one", "e.0.5", "e.1.7", "e.2.1"));
        socket.send(new Gap(List.of("room")));
        socket.sendAt("f.0.1", Packet.channel("room", "first"));
        socket.send(new Beat(List.of("g.1.3")));
        socket.sendAt("no position", Packet.channel("room", "last"));
        hears(List.of("room"), "first", "last");
        assertThat(lose("f.0.2", "g.1.3", "e.2.1")).containsExactlyInAnyOrder("f.0.1", "g.1.3", "e.2.1");
    }

    @Test
    void aClientOfNoSuchChannelSaysNothing() {
        connect(listening(), welcome(Resumed.NO, "one"));
        socket.send(Packet.channel("room", "new"));
        hears("new");
        assertThat(lose()).isEmpty();
    }

    @Test
    void messagesThatAreSentAgainAreDropped() {
        connect(listening(), welcome(Resumed.NO, "one", "e.0.5"));
        assertThat(lose("e.0.9")).containsExactly("e.0.5");
        socket.sendAt("e.0.6", Packet.channel("room", "six"));
        socket.sendAt("e.0.8", Packet.channel("room", "eight"));
        hears("six", "eight");
        // Catching up may not be over: it begins again from the same place.
        assertThat(lose("e.0.9")).containsExactly("e.0.5");
        socket.sendAt("e.0.6", Packet.channel("room", "six again"));
        socket.sendAt("e.0.7", Packet.channel("hall", "seven"));
        socket.sendAt("e.0.8", Packet.channel("room", "eight again"));
        socket.sendAt("e.0.9", Packet.channel("room", "nine"));
        hears("six", "eight", "seven", "nine");
    }

    @Test
    void aSessionThatIsResumedGoesOnFromWhatItHasReceived() {
        connect(listening(), welcome(Resumed.NO, "one", "e.0.5"));
        socket.sendAt("e.0.6", Packet.channel("room", "six"));
        hears("six");
        socket.cut();
        assertThat(reconnected().positions()).containsExactly("e.0.6");
        socket.welcome(welcome(Resumed.ALL, "two", "e.0.9"));
        socket.sendAt("e.0.7", Packet.channel("room", "seven"));
        hears("six", "seven");
        assertThat(lose("e.0.9")).containsExactly("e.0.7");
    }

    @Test
    void callbacksRunInTheOrderReceived() {
        connect(listening());
        for (int i = 0; i < 100; i++) {
            socket.send(Packet.channel("room", i));
            socket.send(new Gap(List.of("gap " + i, "news.*")));
            socket.send(ADA);
        }
        hears(IntStream.range(0, 100)
                .boxed()
                .flatMap(i -> List.<Object>of((long) i, List.of("gap " + i, "news.*"), ADA).stream())
                .toArray());
    }

    @Test
    void changesOfPresenceAreNoPackets() {
        connect(builder());
        socket.send(ADA);
        socket.send(Packet.channel("room", "next"));
        assertThat(client.receive(LONG).data()).isEqualTo("next");
    }

    @Test
    void gapsAndChangesDoNotWaitForReceivers() {
        connect(builder().onGap(heard::add).onPresence(heard::add));
        socket.send(Packet.channel("room", "waits"));
        socket.send(new Gap(List.of("room")));
        socket.send(ADA);
        hears(List.of("room"), ADA);
        assertThat(client.receive(LONG).data()).isEqualTo("waits");
    }

    @Test
    void aGapThatNobodyHearsOfIsLoggedOnce() {
        try (RecordedLog log = RecordedLog.all("dev.webshocket")) {
            connect(builder());
            socket.send(new Gap(List.of("room", "news.*")));
            socket.send(new Gap(List.of("hall")));
            socket.send(Packet.channel("room", "next"));
            assertThat(client.receive(LONG).data()).isEqualTo("next");
            assertThat(lines(log))
                    .filteredOn(line -> line.contains("onGap"))
                    .singleElement()
                    .asString()
                    .contains("[room, news.*]");
        }
    }

    @Test
    void callbacksMayThrow() {
        try (RecordedLog log = RecordedLog.all("dev.webshocket")) {
            connect(builder()
                    .onGap(channels -> {
                        heard.add(channels);
                        throw new IllegalStateException("as it likes");
                    })
                    .onPresence(change -> {
                        heard.add(change);
                        throw new AssertionError("as it likes");
                    }));
            socket.send(new Gap(List.of("one")));
            socket.send(ADA);
            socket.send(new Gap(List.of("two")));
            hears(List.of("one"), ADA, List.of("two"));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(lines(log))
                            .anyMatch(line -> line.contains("WEBSHOCKET-0360"))
                            .anyMatch(line -> line.contains("WEBSHOCKET-0361")));
        }
    }

    @Test
    void whatIsDroppedForWantOfRoomIsAGapInItsPlace() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        connect(builder()
                .bufferBytes(1_000)
                .onReceive(packet -> {
                    heard.add(packet.data());
                    entered.countDown();
                    awaitLatch(goesOn);
                })
                .onGap(heard::add)
                .onPresence(heard::add));
        socket.send(Packet.channel("room", "first"));
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        // The oldest: a gap, a change, and messages of channels with and without history.
        socket.send(new Gap(List.of("news.*")));
        socket.send(ADA);
        socket.sendAt("e.0.1", Packet.channel("hall", "kept"));
        socket.send(Packet.channel("plain", "not kept"));
        String long1 = "x".repeat(1_000);
        socket.sendAt("e.0.2", Packet.channel("attic", long1));
        String long2 = "y".repeat(1_000);
        socket.sendAt("e.0.3", Packet.channel("attic", long2));
        // The answer comes behind all of them.
        var call = client.callAsync("ping", String.class);
        socket.answer(socket.call(), "pong");
        assertThat(result(call)).isEqualTo("pong");
        goesOn.countDown();
        hears("first", List.of("news.*", "room", "hall", "attic"), long2);
    }

    @Test
    void soIsWhatIsDroppedBeforeItIsReceived() {
        connect(builder().bufferBytes(1_000).onGap(heard::add));
        socket.sendAt("e.0.1", Packet.channel("hall", "kept"));
        socket.send(Packet.channel("plain", "not kept"));
        socket.sendAt("e.0.2", Packet.channel("attic", "z".repeat(1_000)));
        socket.send(Packet.channel("plain", "next"));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(heard.stream()
                                .flatMap(names -> ((List<?>) names).stream())
                                .map(String::valueOf))
                        .containsExactly("hall", "attic"));
        assertThat(client.receive(LONG).data()).isEqualTo("next");
    }

    private static List<String> lines(RecordedLog log) {
        return log.records().stream().map(RecordedLog::text).toList();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
