package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.SlowConsumer;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members who change all the time, and a client that confirms nothing meanwhile. */
@Tag("slow")
class PresenceFloodTest {

    private static final String ROOM = "room.1";
    private static final int MEMBERS = 300;
    private static final int BATCHES = 12;
    /** Less than one batch takes. */
    private static final int BOUND = 64 << 10;

    private final PresenceStore store = PresenceStore.inMemory();
    private final LobbyHandler lobby = new LobbyHandler();
    private Map<String, Object> expected;
    private int rounds;

    /** Changes the infos of all members, and returns them. */
    private Map<String, Object> change(int round) {
        Map<String, Object> infos = new TreeMap<>();
        for (int i = 0; i < MEMBERS; i++) {
            String info = round + "x".repeat(900);
            store.enter(ROOM, "session " + i, new Member("member " + i, info), Duration.ofHours(1));
            infos.put("member " + i, info);
        }
        return infos;
    }

    private Map<String, Object> observed() {
        Map<String, Object> view = new TreeMap<>();
        for (PresenceChange change : lobby.observed) {
            change.joined().forEach(member -> view.put(member.id(), member.info()));
            change.left().forEach(member -> view.remove(member.id()));
        }
        return view;
    }

    @ParameterizedTest
    @EnumSource
    void aSlowClientGetsFewMergedChangesAndAsksAnew(Wire wire) throws Exception {
        try (EngineServer server = lobby.start(
                        settings -> settings.slowConsumer(SlowConsumer.DROP_OLDEST)
                                .outboundBytes(BOUND)
                                .sendTimeout(Duration.ofMinutes(2)),
                        environment -> environment.presence(store));
                LobbyClient slow = new LobbyClient(server.uri("/lobby"), wire, "slow")) {
            slow.join("room.*");
            long begin = System.nanoTime();
            await().atMost(60, TimeUnit.SECONDS)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        expected = change(rounds++);
                        return lobby.observed.size() >= BATCHES;
                    });
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            assertThat(rounds).as("there were more changes than batches").isGreaterThan(BATCHES);
            assertThat(millis).as("four batches a second at most").isGreaterThanOrEqualTo((BATCHES - 1) * 250L);
            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(observed()).isEqualTo(expected));

            List<Member> members = new ArrayList<>();
            ((List<?>) slow.ask("who", ROOM)).forEach(each -> {
                Map<?, ?> member = (Map<?, ?>) each;
                members.add(new Member((String) member.get("id"), member.get("info")));
            });
            assertThat(members)
                    .containsExactlyElementsOf(expected.entrySet().stream()
                            .map(member -> new Member(member.getKey(), member.getValue()))
                            .toList());
            // What had been sent, and the newest of those that waited.
            assertThat(slow.changes).isNotEmpty().hasSizeLessThan(BATCHES / 2);
        }
    }
}
