package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.RpcCredit;
import org.junit.jupiter.api.Test;

class GrantsTest {

    private final StreamLink link = new StreamLink();
    private final Grants grants = new Grants(link.link(), items -> new RpcCredit("c", null, items));

    @Test
    void creditsAreSentAtOnce() {
        grants.give(3);
        grants.give(4);
        assertThat(link.sent).containsExactly(new RpcCredit("c", null, 3), new RpcCredit("c", null, 4));
    }

    @Test
    void creditsThatWaitForRoomAddUp() {
        link.full = true;
        grants.give(3);
        grants.give(4);
        assertThat(link.sent).isEmpty();
        assertThat(link.waiting).hasSize(1);
        link.makeRoom();
        assertThat(link.sent).containsExactly(new RpcCredit("c", null, 7));
        grants.give(1);
        assertThat(link.sent).hasSize(2);
    }
}
