package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ChannelPresence;
import dev.webshocket.Member;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients hear that changes of members were lost, as when an engine has lost its data. */
class LostPresenceTest {

    /** A store in memory whose followers can be told of losses. */
    private static final class LosingStore implements PresenceStore {

        private final PresenceStore memory = PresenceStore.inMemory();
        private final List<Follower> followers = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<Void> enter(String channel, String session, Member member, Duration keep) {
            return memory.enter(channel, session, member, keep);
        }

        @Override
        public CompletionStage<Void> leave(String channel, String session) {
            return memory.leave(channel, session);
        }

        @Override
        public CompletionStage<Set<String>> renew(Collection<String> sessions, Duration keep) {
            return memory.renew(sessions, keep);
        }

        @Override
        public CompletionStage<ChannelPresence> members(String channel) {
            return memory.members(channel);
        }

        @Override
        public CompletionStage<Integer> count(String channel) {
            return memory.count(channel);
        }

        @Override
        public Runnable follow(Follower follower) {
            followers.add(follower);
            return memory.follow(follower);
        }
    }

    private final LosingStore store = new LosingStore();
    private final LobbyHandler lobby = new LobbyHandler();

    private static Gap nextGap(SessionSocket client) throws InterruptedException {
        while (true) {
            Envelope next = client.poll(Duration.ofSeconds(30));
            assertThat(next).as("a packet before the gap").isNotNull();
            if (next.session() instanceof Gap gap) {
                return gap;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatMayHaveBeenLostIsAGapOfItsSubscriptions(Wire wire) throws Exception {
        try (EngineServer server = lobby.start(environment -> environment.presence(store));
                SessionSocket client = SessionSocket.open(server.uri("/lobby"), wire)) {
            List<String> names = List.of("room.1", "room.2", "room.*", "room.quiet", "hall", "hall.*");
            assertThat(client.call("1", "join", names).error()).isNull();
            store.followers.forEach(follower -> follower.lost("hall"::equals));
            assertThat(nextGap(client).channels()).containsExactly("room.*");
            store.followers.forEach(follower -> follower.lost("room.1"::equals));
            assertThat(nextGap(client).channels()).containsExactlyInAnyOrder("room.1", "room.*");
        }
    }
}
