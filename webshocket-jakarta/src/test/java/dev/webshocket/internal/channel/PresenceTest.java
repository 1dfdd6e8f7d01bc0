package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket.Wire;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is present in channels, over real sockets in both encodings: section "Channels" of the wire protocol. */
class PresenceTest {

    private final LobbyHandler lobby = new LobbyHandler();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = lobby.start(environment -> {});
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private LobbyClient client(Wire wire, String user) throws InterruptedException {
        return new LobbyClient(server.uri("/lobby"), wire, user);
    }

    private static PresenceChange joined(Member... members) {
        return new PresenceChange("room.1", List.of(members), List.of());
    }

    private static PresenceChange left(Member... members) {
        return new PresenceChange("room.1", List.of(), List.of(members));
    }

    private List<String> present(String channel) {
        return lobby.channels.presence(channel).members().stream()
                .map(Member::id)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void whoSubscribesByNameIsPresentUntilItUnsubscribes(Wire wire) throws Exception {
        try (LobbyClient ada = client(wire, "ada");
                LobbyClient nobody = client(wire, null)) {
            ada.join("room.1");
            assertThat(ada.awaitChanges(1)).containsExactly(joined(new Member("ada", null)));
            nobody.join("room.1");
            assertThat(nobody.ask("who", "room.1"))
                    .isEqualTo(List.of(nobody.uid(), "ada").stream()
                            .sorted()
                            .map(id -> Map.of("id", id))
                            .toList());
            assertThat(nobody.ask("who_later", "room.1")).isEqualTo(nobody.ask("who_at_once", "room.1"));
            assertThat(nobody.ask("count", "room.1")).isEqualTo(2L);
            assertThat(ada.awaitChanges(2)).last().isEqualTo(joined(new Member(nobody.uid(), null)));
            ada.leave("room.1");
            await().atMost(30, TimeUnit.SECONDS).until(() -> {
                nobody.take();
                return nobody.changes.contains(left(new Member("ada", null)));
            });
            assertThat(present("room.1")).containsExactly(nobody.uid());
            assertThat(ada.changes).hasSize(2);
        }
        await().atMost(30, TimeUnit.SECONDS).until(() -> present("room.1").isEmpty());
    }
}
