package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelRules;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Member;
import dev.webshocket.OnConnect;
import dev.webshocket.PresenceChange;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The CDI event of presence, and a store that is a bean. */
class PresenceEventsTest {

    @WebSocketHandler("/room")
    public static class RoomHandler {

        @Inject
        ClientConnection injected;

        @OnConnect
        void enter() {
            injected.presenceInfo("here");
            injected.subscribe("room.1");
        }
    }

    @RequestScoped
    public static class Note {

        private int written;

        public int write() {
            return ++written;
        }
    }

    @ApplicationScoped
    public static class Observer {

        private final Queue<PresenceChange> changes = new ConcurrentLinkedQueue<>();
        private final Queue<Integer> written = new ConcurrentLinkedQueue<>();

        @Inject
        Note note;

        void changed(@Observes PresenceChange change) {
            written.add(note.write());
            changes.add(change);
        }

        public List<PresenceChange> changes() {
            return List.copyOf(changes);
        }

        public List<Integer> written() {
            return List.copyOf(written);
        }
    }

    @ApplicationScoped
    public static class Store {

        @Produces
        @Singleton
        PresenceStore store() {
            return PresenceStore.inMemory();
        }
    }

    @Test
    void observersGetChangesInARequestScopeOfTheirOwn() throws Exception {
        ChannelRules rules = ChannelRules.builder()
                .channel("room.*", rule -> rule.presence())
                .build();
        try (WebSocketServer server = WebSocketServer.builder()
                .port(0)
                .handlers(RoomHandler.class)
                .beans(Note.class, Observer.class, Store.class)
                .channelRules(rules)
                .start()) {
            Observer observer = server.select(Observer.class).get();
            Member member;
            try (SessionSocket client = SessionSocket.connect(server.uri("/room"), Wire.MSGPACK)) {
                client.hello(null, 0);
                member = new Member(client.welcome().session(), "here");
                await().atMost(30, TimeUnit.SECONDS)
                        .until(() -> observer.changes().size() == 1);
                assertThat(server.select(Channels.class)
                                .get()
                                .presence("room.1")
                                .members())
                        .containsExactly(member);
                assertThat(server.select(PresenceStore.class)
                                .get()
                                .count("room.1")
                                .toCompletableFuture()
                                .join())
                        .isEqualTo(1);
            }
            await().atMost(30, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(observer.changes())
                            .containsExactly(
                                    new PresenceChange("room.1", List.of(member), List.of()),
                                    new PresenceChange("room.1", List.of(), List.of(member))));
            assertThat(observer.written()).containsExactly(1, 1);
        }
    }
}
