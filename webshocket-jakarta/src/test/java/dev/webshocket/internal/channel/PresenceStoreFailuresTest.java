package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ChannelException;
import dev.webshocket.ChannelPresence;
import dev.webshocket.ChannelRules;
import dev.webshocket.ClientConnection;
import dev.webshocket.Member;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.support.FakeConnections;
import dev.webshocket.support.RecordedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What connections tell a store that fails, forgets or hangs. */
class PresenceStoreFailuresTest {

    /** How the store treats a call. */
    private enum Mood {
        GOOD,
        THROWS,
        FAILS,
        HANGS
    }

    /** A store in memory behind a line that fails. */
    private final class Store implements PresenceStore {

        private final PresenceStore memory = PresenceStore.inMemory();
        private Mood mood = Mood.GOOD;

        private <T> CompletionStage<T> answer(Supplier<CompletionStage<T>> call) {
            return switch (mood) {
                case GOOD -> call.get();
                case THROWS -> throw new IllegalStateException("thrown");
                case FAILS -> CompletableFuture.failedStage(new IllegalStateException("failed"));
                case HANGS -> new CompletableFuture<>();
            };
        }

        @Override
        public CompletionStage<Void> enter(String channel, String session, Member member, Duration keep) {
            return answer(() -> memory.enter(channel, session, member, keep));
        }

        @Override
        public CompletionStage<Void> leave(String channel, String session) {
            return answer(() -> memory.leave(channel, session));
        }

        @Override
        public CompletionStage<Set<String>> renew(Collection<String> sessions, Duration keep) {
            return answer(() -> memory.renew(sessions, keep));
        }

        @Override
        public CompletionStage<ChannelPresence> members(String channel) {
            return answer(() -> memory.members(channel));
        }

        @Override
        public CompletionStage<Integer> count(String channel) {
            return answer(() -> memory.count(channel));
        }

        @Override
        public Runnable follow(Follower follower) {
            return memory.follow(follower);
        }
    }

    private static final ChannelRules RULES =
            ChannelRules.builder().channel("*", rule -> rule.presence()).build();

    private final Store store = new Store();
    private final RecordedLog log = RecordedLog.of("dev.webshocket");
    private final EnginePresence presence = new EnginePresence(
            store, new ChannelRuleTable(RULES), new PresenceInfo(new Binding(), List.of()), new SampledLog());
    private final ClientConnection connection = FakeConnections.of("uid");
    private final ConnectionPresence own = presence.of(connection);

    @AfterEach
    void stop() {
        log.close();
    }

    private List<String> members(String channel) {
        return store.memory.members(channel).toCompletableFuture().join().members().stream()
                .map(Member::id)
                .toList();
    }

    private void renew() {
        presence.leases().renew();
    }

    private void assertLogged() {
        assertThat(RecordedLog.text(log.records().get(0))).contains("WEBSHOCKET-0268: the store of presence failed");
    }

    @Test
    void whatFailedIsToldAgainWithTheNextRenewal() {
        own.enter(List.of("a", "b"));
        for (Mood mood : new Mood[] {Mood.THROWS, Mood.FAILS}) {
            store.mood = mood;
            own.enter(List.of("c"));
            own.leave(List.of("a"));
            own.info("new");
            renew();
            assertThat(members("a")).containsExactly("uid");
            assertThat(members("c")).isEmpty();
            store.mood = Mood.GOOD;
            renew();
            assertThat(members("a")).isEmpty();
            assertThat(store.memory.members("b").toCompletableFuture().join().members())
                    .containsExactly(new Member("uid", "new"));
            assertThat(members("c")).containsExactly("uid");

            own.leave(List.of("c"));
            own.enter(List.of("a"));
            own.info(null);
        }
        assertLogged();
    }

    @Test
    void aLeaveThatFailedIsRepeatedAlsoWithoutAnyChannel() {
        own.enter(List.of("a"));
        store.mood = Mood.FAILS;
        own.leave(List.of("a"));
        store.mood = Mood.GOOD;
        renew();
        assertThat(members("a")).isEmpty();
        assertLogged();
    }

    @Test
    void whatTheStoreHasForgottenIsEnteredAgain() {
        own.enter(List.of("a", "b"));
        store.memory.leave("a", "uid");
        store.memory.leave("b", "uid");
        renew();
        assertThat(members("a")).containsExactly("uid");
        assertThat(members("b")).containsExactly("uid");
        assertThat(log.records()).isEmpty();
    }

    @Test
    void aConnectionThatHasEndedIsNotRenewed() {
        own.enter(List.of("a"));
        own.end();
        own.end();
        own.enter(List.of("b"));
        own.info("late");
        own.leave(List.of("a"));
        renew();
        assertThat(members("a")).isEmpty();
        assertThat(members("b")).isEmpty();
        assertThat(own.info()).isNull();
    }

    @Test
    void aSessionThatIsHandedOverStaysUntilAnotherServerEntersIt() {
        own.info("info");
        own.enter(List.of("a"));
        own.handOver(Duration.ofMinutes(1));
        own.end();
        own.leave(List.of("a"));
        renew();
        assertThat(members("a")).containsExactly("uid");

        List<Object> changes = new ArrayList<>();
        store.follow((channel, before, after) -> changes.add(channel));
        ConnectionPresence taken = presence.of(connection);
        taken.restore(own.info());
        taken.enter(List.of("a"));
        assertThat(changes).isEmpty();
        taken.end();
        assertThat(members("a")).isEmpty();
        assertThat(changes).containsExactly("a");
    }

    @Test
    void membersThatCannotBeReadAreAChannelException() {
        for (Mood mood : new Mood[] {Mood.THROWS, Mood.FAILS}) {
            store.mood = mood;
            assertThatThrownBy(() -> presence.members("a"))
                    .isInstanceOf(ChannelException.class)
                    .hasMessageStartingWith("WEBSHOCKET-0268: the server failed at reading who is in a, error ");
            assertThatThrownBy(() -> presence.count("a").toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ChannelException.class);
        }
        assertLogged();
    }

    @Test
    void aThreadThatMustNotWaitDoesNotWaitForTheStore() {
        store.mood = Mood.HANGS;
        ContainerThread.run(() -> assertThatThrownBy(() -> presence.members("a"))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("WEBSHOCKET-0268")
                .hasMessageContaining("use the asynchronous method"));
        store.mood = Mood.GOOD;
        ContainerThread.run(() -> assertThat(presence.members("a").members()).isEmpty());
    }

    @Test
    void anInterruptedThreadDoesNotWaitForTheStore() {
        store.mood = Mood.HANGS;
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> presence.members("a")).isInstanceOf(ChannelException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
