package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelException;
import dev.webshocket.ChannelPresence;
import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WireClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is present in channels, over real sockets in both encodings: section "Channels" of the wire protocol. */
@Tag("slow")
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

    private static Member member(String id, Object info) {
        return new Member(id, info);
    }

    @ParameterizedTest
    @EnumSource
    void aUserIsOneMemberOnAllDevices(Wire wire) throws Exception {
        try (LobbyClient watcher = client(wire, "watcher");
                LobbyClient phone = client(wire, "ada");
                LobbyClient laptop = client(Wire.JSON, "ada")) {
            watcher.join("room.*");
            phone.ask("info", Map.of("name", "Ada", "tags", List.of(1, 2.5, true)));
            phone.join("room.1");
            Map<String, Object> info = Map.of("name", "Ada", "tags", List.of(1L, 2.5, true));
            assertThat(watcher.awaitChanges(1)).containsExactly(joined(member("ada", info)));

            laptop.join("room.1");
            laptop.ask("info", "on the laptop");
            assertThat(watcher.awaitChanges(2)).last().isEqualTo(joined(member("ada", "on the laptop")));
            assertThat(lobby.channels.presence("room.1"))
                    .isEqualTo(new ChannelPresence("room.1", List.of(member("ada", "on the laptop"))));

            laptop.leave("room.1");
            assertThat(watcher.awaitChanges(3)).last().isEqualTo(joined(member("ada", info)));
            phone.leave("room.1");
            assertThat(watcher.awaitChanges(4)).last().isEqualTo(left(member("ada", info)));
            assertThat(watcher.hasMore()).isFalse();
            assertThat(present("room.1")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlySubscribersOfVersionTwoAreTold(Wire wire) throws Exception {
        try (LobbyClient watcher = client(wire, "watcher");
                LobbyClient stranger = client(wire, "stranger");
                LobbyClient ada = client(wire, "ada");
                WireClient old = WireClient.connect(server.uri("/lobby"), WireClient.Wire.MSGPACK)) {
            watcher.join("room.?");
            stranger.join("room.2");
            assertThat(old.call("join", List.of("room.1")).error()).isNull();
            watcher.awaitChanges(2);
            ada.join("room.1");
            watcher.awaitChanges(3);

            ada.ask("publish", "room.1", "hello");
            assertThat(old.packet()).isEqualTo(Packet.channel("room.1", "hello"));
            stranger.take();
            assertThat(stranger.changes).extracting(PresenceChange::channel).containsOnly("room.2");
            // The client of version 1 is a member all the same, and the one with a pattern is not.
            assertThat(present("room.1")).hasSize(2).contains("ada").doesNotContain("watcher");
        }
    }

    @Test
    void aChannelWithoutPresenceHasNoMembers() throws Exception {
        try (LobbyClient ada = client(Wire.MSGPACK, "ada")) {
            ada.join("hall", "room.quiet", "room.[12]", "room.1");
            assertThat(present("hall")).isEmpty();
            assertThat(present("room.quiet")).isEmpty();
            assertThat(present("room.[12]")).isEmpty();
            assertThat(lobby.channels
                            .presenceCount("hall")
                            .toCompletableFuture()
                            .join())
                    .isZero();
            assertThat(ada.awaitChanges(1)).containsExactly(joined(member("ada", null)));
            assertThat(ada.hasMore()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatIsResumedNeitherLeavesNorJoins(Wire wire) throws Exception {
        try (LobbyClient watcher = client(wire, "watcher");
                LobbyClient ada = client(wire, "ada")) {
            watcher.join("room.1");
            ada.join("room.1");
            await().atMost(30, TimeUnit.SECONDS).until(() -> {
                watcher.take();
                return watcher.view("room.1").containsKey("ada");
            });
            int before = watcher.changes.size();

            ada.cut();
            await().atMost(30, TimeUnit.SECONDS)
                    .until(() -> server.engine().clients().stream().anyMatch(connection -> !connection.isLinked()));
            assertThat(present("room.1")).containsExactly("ada", "watcher");
            assertThat(ada.comeBack()).isTrue();
            assertThat(ada.ask("who", "room.1")).isEqualTo(List.of(Map.of("id", "ada"), Map.of("id", "watcher")));

            assertThat(watcher.hasMore()).isFalse();
            assertThat(watcher.changes).hasSize(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfAConnectionLeavesAllChannels(Wire wire) throws Exception {
        try (LobbyClient watcher = client(wire, "watcher")) {
            watcher.join("room.*");
            LobbyClient closed = client(wire, "closed");
            closed.join("room.1", "room.2");
            LobbyClient turnedAway = client(wire, "turned away");
            turnedAway.join("room.1");
            await().atMost(30, TimeUnit.SECONDS).until(() -> {
                watcher.take();
                return watcher.view("room.1").size() == 2;
            });

            closed.close();
            assertThat(server.engine().clients().close(turnedAway.uid(), 4000, "away"))
                    .isTrue();

            await().atMost(30, TimeUnit.SECONDS).until(() -> {
                watcher.take();
                return watcher.view("room.1").isEmpty()
                        && watcher.view("room.2").isEmpty();
            });
            assertThat(present("room.1")).isEmpty();
            assertThat(present("room.2")).isEmpty();
        }
    }

    @Test
    void anInfoThatCannotBeSentToAllIsRefused() throws Exception {
        try (LobbyClient ada = client(Wire.JSON, "ada")) {
            ada.ask("info", "before");
            RpcResponse refusal = ada.call("info", "x".repeat(1023));
            assertThat(refusal.error()).isEqualTo(-32001);
            assertThat(String.valueOf(refusal.response())).contains("WEBSHOCKET-0269", "1024 bytes", "takes 1025");
            assertThat(String.valueOf(ada.call("info", nested(17)).response())).contains("WEBSHOCKET-0269", "16 deep");
            List<Object> endless = new ArrayList<>();
            endless.add(endless);
            assertThatThrownBy(() -> server.engine()
                            .clients()
                            .find(ada.uid())
                            .orElseThrow()
                            .presenceInfo(endless))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("WEBSHOCKET-0269: the presence info has no form on the wire");
            ada.join("room.1");
            assertThat(lobby.channels.presence("room.1").members()).containsExactly(member("ada", "before"));

            ada.ask("info", "x".repeat(1021));
            ada.ask("info", nested(16));
            assertThat(lobby.channels.presence("room.1").members()).containsExactly(member("ada", nested(16)));
            ada.ask("no_info");
            assertThat(lobby.channels.presence("room.1").members()).containsExactly(member("ada", null));
        }
    }

    private static Object nested(int depth) {
        return depth == 0 ? "core" : List.of(nested(depth - 1));
    }

    @Test
    void anInfoIsCopiedAtOnceAndCannotBeChanged() throws Exception {
        try (LobbyClient ada = client(Wire.JSON, "ada")) {
            ada.join("room.1");
            List<Object> tags = new ArrayList<>(List.of("a"));
            server.engine().clients().find(ada.uid()).orElseThrow().presenceInfo(Map.of("tags", tags));
            tags.add("b");

            Map<?, ?> info = (Map<?, ?>)
                    lobby.channels.presence("room.1").members().get(0).info();
            assertThat(info).isEqualTo(Map.of("tags", List.of("a")));
            assertThatThrownBy(info::clear).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(((List<?>) info.get("tags"))::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void aNameThatIsNotAllowedIsRefused() {
        for (String name : new String[] {null, "", "x".repeat(257)}) {
            assertThatThrownBy(() -> lobby.channels.presence(name)).isInstanceOf(ChannelException.class);
            assertThatThrownBy(() -> lobby.channels.presenceAsync(name)).isInstanceOf(ChannelException.class);
            assertThatThrownBy(() -> lobby.channels.presenceCount(name)).isInstanceOf(ChannelException.class);
        }
    }

    @Test
    void theApplicationObservesChangesAndAFailureIsLogged() throws Exception {
        try (LobbyClient ada = client(Wire.MSGPACK, "ada");
                RecordedLog log = RecordedLog.of("dev.webshocket")) {
            lobby.observerFailure = new IllegalStateException("tired");
            ada.join("room.1");
            await().atMost(30, TimeUnit.SECONDS).until(() -> log.records().size() == 1);
            assertThat(RecordedLog.text(log.records().get(0)))
                    .contains("WEBSHOCKET-0268: an observer of members failed", "for room.1", "tired");
            ada.leave("room.1");
            await().atMost(30, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(lobby.observed)
                            .containsExactly(joined(member("ada", null)), left(member("ada", null))));
        }
    }

    @Test
    void changesAreToldAtMostFourTimesASecond() throws Exception {
        try (LobbyClient watcher = client(Wire.MSGPACK, "watcher");
                LobbyClient ada = client(Wire.JSON, "ada")) {
            watcher.join("room.*");
            long begin = System.nanoTime();
            long rounds = 0;
            while (rounds < 12) {
                ada.join("room.1");
                ada.ask("info", rounds);
                watcher.take();
                rounds = watcher.changes.size();
            }
            // A slow machine makes fewer.
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(11 * 250));
        }
    }
}
