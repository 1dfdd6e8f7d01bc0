package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A channel of ten thousand members. */
@Tag("slow")
class LargePresenceTest {

    private static final int MEMBERS = 10_000;
    private static final String ROOM = "room.1";

    @ParameterizedTest
    @EnumSource
    void aMemberMoreIsOneChangeAndAPageForItself(Wire wire) throws Exception {
        PresenceStore store = PresenceStore.inMemory();
        for (int i = 0; i < MEMBERS; i++) {
            store.enter(ROOM, "session " + i, new Member("user " + i, null), Duration.ofHours(1));
        }
        LobbyHandler lobby = new LobbyHandler();
        try (EngineServer server = lobby.start(environment -> environment.presence(store));
                LobbyClient watcher = new LobbyClient(server.uri("/lobby"), wire, "watcher");
                LobbyClient joiner = new LobbyClient(server.uri("/lobby"), wire, "joiner")) {
            watcher.join("room.*");
            joiner.join(ROOM);
            assertThat((List<?>) joiner.ask("who", ROOM)).hasSize(MEMBERS + 1);
            assertThat(joiner.ask("count", ROOM)).isEqualTo(MEMBERS + 1L);
            PresenceChange joined = new PresenceChange(ROOM, List.of(new Member("joiner", null)), List.of());
            assertThat(watcher.awaitChanges(1)).containsExactly(joined);
            assertThat(joiner.awaitChanges(1)).containsExactly(joined);
            // Three answers and its own change.
            assertThat(joiner.hasMore()).isFalse();
            assertThat(joiner.received()).isEqualTo(4);
            assertThat(watcher.received()).isEqualTo(2);

            for (int i = 0; i < MEMBERS; i++) {
                store.leave(ROOM, "session " + i);
            }
            int left = 0;
            for (int batch = 2; left < MEMBERS; batch++) {
                List<Member> leavers =
                        watcher.awaitChanges(batch).get(batch - 1).left();
                assertThat(leavers).isNotEmpty().hasSizeLessThanOrEqualTo(500);
                left += leavers.size();
            }
            assertThat(watcher.changes).hasSizeBetween(21, 40);
            assertThat(watcher.view(ROOM)).containsOnlyKeys("joiner");
        }
    }
}
