package dev.webshocket.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.support.SessionStoreContract;
import dev.webshocket.support.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sessions in memory, for other servers of one process. */
class InMemorySessionStoreTest extends SessionStoreContract {

    private final SettableClock clock = new SettableClock();
    private final InMemorySessionStore store = new InMemorySessionStore(100, clock);

    @Override
    protected SessionStore store() {
        return store;
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Test
    void whoHasNoSecretDoesNotLengthenTheTime() throws Exception {
        store.save(session("u", "one", "h1"), KEEP);
        clock.advance(KEEP.minusSeconds(1));
        store.take("u", "wrong", "two");
        store.save(session("u", "two", "h1"), KEEP);
        clock.advance(Duration.ofSeconds(2));
        assertThat(done(store.take("u", "h1", "two"))).isEmpty();
    }

    @Test
    void whatHasEndedTakesNoRoom() {
        store.save(session("u", "one", "h1"), KEEP);
        assertThat(store.size()).isEqualTo(1);
        store.remove("u", "two");
        assertThat(store.size()).isEqualTo(1);
        store.remove("u", "one");
        assertThat(store.size()).isZero();
    }

    @Test
    void isBounded() {
        for (int i = 0; i < 1000; i++) {
            store.save(session("u" + i, "one", "h1"), KEEP);
        }
        assertThat(store.size()).isEqualTo(100);
        assertThatThrownBy(() -> SessionStore.inMemory(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be room for at least 1 session, but is for 0");
    }

    @Test
    void theTextOfASessionHasNeitherSecretsNorAttributes() {
        assertThat(session("u", "one", "h1")).hasToString("session u at /rooms/5");
    }
}
