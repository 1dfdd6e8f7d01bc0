package dev.webshocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Empty packets, whose number must be bounded too. */
class InboxTest {

    private static final int BOUND = 1_000;

    private final List<String> gaps = new ArrayList<>();
    private final Inbox inbox =
            new Inbox(BOUND, new Callbacks(BOUND, null, gaps::addAll, null, new CallbackLane(Runnable::run)));

    private List<Packet> takeAll() {
        List<Packet> taken = new ArrayList<>();
        CompletableFuture<ArrivedPacket> next = inbox.next();
        while (next.isDone()) {
            taken.add(next.join().packet());
            next = inbox.next();
        }
        inbox.forget(next);
        return taken;
    }

    @Test
    void areDroppedLikeOthers() {
        for (int i = 0; i < 10_000; i++) {
            inbox.add(Packet.unknown(""), 0, false);
        }
        assertThat(takeAll()).hasSize(BOUND / 64);
    }

    @Test
    void countAfterBeingPutBack() {
        for (int i = 0; i < 5; i++) {
            inbox.giveBack(new ArrivedPacket(Packet.unknown("back"), 0, false));
        }
        for (int i = 0; i < 100; i++) {
            inbox.add(Packet.unknown(""), 0, false);
        }
        assertThat(takeAll())
                .hasSize(BOUND / 64)
                .allMatch(packet -> packet.data().equals(""));
        // No waiting packet is counted any more.
        inbox.add(Packet.unknown("long"), BOUND, false);
        inbox.next();
        for (int i = 0; i < BOUND / 64; i++) {
            inbox.add(Packet.unknown(""), 0, false);
        }
        assertThat(takeAll()).hasSize(BOUND / 64);
    }

    @Test
    void ofAChannelWithHistoryAreAGapIfDroppedAfterBeingPutBack() {
        inbox.add(new Packet(PacketSource.CHANNEL, 1L, null, "room", null, null), BOUND / 2, true);
        ArrivedPacket taken = inbox.next().join();
        inbox.giveBack(taken);
        inbox.add(Packet.unknown(""), BOUND / 4, false);
        assertThat(gaps).isEmpty();
        // The length counts too, so that this is one too many.
        inbox.add(Packet.unknown(""), BOUND / 4, false);
        assertThat(gaps).containsExactly("room");
        assertThat(takeAll()).hasSize(2);
    }
}
