package dev.webshocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Empty packets, whose number must be bounded too. */
class InboxTest {

    private static final int BOUND = 1_000;

    private final Inbox inbox =
            new Inbox(BOUND, new Callbacks(BOUND, null, null, null, new CallbackLane(Runnable::run)));

    private List<Packet> takeAll() {
        List<Packet> taken = new ArrayList<>();
        CompletableFuture<Packet> next = inbox.next();
        while (next.isDone()) {
            taken.add(next.join());
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
            inbox.giveBack(Packet.unknown("back"));
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
}
