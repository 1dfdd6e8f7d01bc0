package dev.webshocket.internal.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Member;
import dev.webshocket.support.PresenceStoreContract;
import dev.webshocket.support.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The store of presence in memory, by a clock that the tests advance. */
class InMemoryPresenceStoreTest extends PresenceStoreContract {

    private static final Duration KEEP = Duration.ofSeconds(15);

    private final SettableClock clock = new SettableClock();
    private final InMemoryPresenceStore store = new InMemoryPresenceStore(clock);

    @Override
    protected InMemoryPresenceStore store() {
        return store;
    }

    @Override
    protected Duration shortest() {
        return KEEP;
    }

    @Override
    protected void pass() {
        clock.advance(KEEP.dividedBy(3));
    }

    @AfterEach
    void nothingIsLeftWithoutSessions() {
        clock.advance(KEEP.multipliedBy(10_000));
        renew();
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void aSessionIsKeptForExactlyItsTime() {
        store.enter("room", "s", ada(null), KEEP);
        clock.advance(KEEP);
        renew();
        assertThat(members("room")).containsExactly(ada(null));
        clock.advance(Duration.ofNanos(1));
        renew();
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void aSessionIsRenewedAfterALongPauseBeforeOthersAreRemoved() {
        store.enter("room", "s", ada(null), KEEP);
        store.enter("room", "t", new Member("bob", null), KEEP);
        clock.advance(Duration.ofHours(1));
        assertThat(renew("s")).isEmpty();
        assertThat(members("room")).containsExactly(ada(null));
    }

    @Test
    void theLastTimeToLiveCountsForAllChannels() {
        store.enter("a", "s", ada(null), Duration.ofHours(1));
        store.enter("b", "s", ada(null), KEEP);
        clock.advance(KEEP.plusNanos(1));
        renew();
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void noChannelIsLeftWithoutMembers() {
        enter("room", "s", ada("info"));
        enter("room", "t", ada(null));
        leave("room", "s");
        leave("room", "t");
        assertThat(store.isEmpty()).isTrue();
    }
}
