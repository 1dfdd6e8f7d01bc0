package dev.webshocket.internal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.Publication;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A channel that has had a subscription without a pause misses nothing in silence, also where the one that has waited for its messages
 * is taken back.
 */
class TakenBackSubscriptionsTest {

    private static final String CHANNEL = "b.1";

    private final SteppedLog log = new SteppedLog(WorldRules.SHARDS, false, () -> false, () -> false);
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Output output = new Output();
    private final Recovery recovery = new Recovery(log, WorldRules.GAPS, null, output, tasks::add, WorldRules.QUIET);

    private static final class Output implements RecoveryOutput {

        private final List<Long> sent = new ArrayList<>();
        private final List<String> gaps = new ArrayList<>();

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean whenRoom(Runnable action) {
            return false;
        }

        @Override
        public void send(LogEntry entry) {
            sent.add(entry.position().offset());
        }

        @Override
        public void gap(List<String> texts) {
            gaps.addAll(texts);
        }
    }

    /** A subscription reads, so that what is published has to wait. */
    @BeforeEach
    void begin() {
        publish(1);
        recovery.addLatest(CHANNEL, 1);
        subscribed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.?", "b.*", "*"})
    void messagesThatWaitAreLeftToTheNextSubscription(String next) {
        publish(1);
        recovery.add(List.of(next));
        subscribed();
        recovery.remove(List.of(CHANNEL));
        publish(1);
        run();
        assertThat(output.sent).containsExactly(2L, 3L);
        assertThat(output.gaps).isEmpty();
    }

    @Test
    void theyAreLeftFromOneToTheOther() {
        publish(1);
        recovery.add(List.of("b.?"));
        subscribed();
        recovery.remove(List.of(CHANNEL));
        publish(1);
        recovery.add(List.of("*"));
        subscribed();
        recovery.remove(List.of("b.?"));
        run();
        assertThat(output.sent).containsExactly(2L, 3L);
        assertThat(output.gaps).isEmpty();
    }

    @Test
    void afterAPauseThereIsOnlyWhatIsNew() {
        publish(1);
        recovery.addLatest("a.1", 1); // the shard waits for this one, too
        subscribed();
        recovery.remove(List.of(CHANNEL));
        recovery.add(List.of("b.?"));
        subscribed();
        publish(1);
        run();
        assertThat(output.sent).containsExactly(3L);
        assertThat(output.gaps).isEmpty();
    }

    @Test
    void whatIsPublishedInAPauseIsNotCaughtUpWith() {
        KnownPositions known = KnownPositions.read(
                        log.heads().stream().map(LogPosition::toString).toList(), log.heads())
                .orElseThrow();
        Recovery back = new Recovery(log, WorldRules.GAPS, known, output, tasks::add, WorldRules.QUIET);
        tasks.clear();
        publish(1);
        back.add(List.of(CHANNEL));
        back.subscribed(log::told);
        tasks.remove().run();
        publish(1);
        tasks.remove().run();
        // All has been read, but the shard has not been released.
        assertThat(output.sent).containsExactly(2L, 3L);
        assertThat(back.isBehind(log.shardOf(CHANNEL))).isTrue();
        back.remove(List.of(CHANNEL));
        publish(1);
        back.add(List.of("b.?"));
        back.subscribed(log::told);
        run();
        assertThat(output.sent).containsExactly(2L, 3L);
        assertThat(output.gaps).isEmpty();
    }

    @Test
    void thoseThatAreForgottenMeanwhileAreAGap() {
        publish(5);
        recovery.add(List.of("b.?"));
        subscribed();
        recovery.remove(List.of(CHANNEL));
        run();
        assertThat(output.sent).containsExactly(4L, 5L, 6L);
        assertThat(output.gaps).containsExactly("b.?");
    }

    @Test
    void whatTooManySubscriptionsHaveLeftIsAGap() {
        List<String> many =
                IntStream.range(0, 256).mapToObj(i -> "a." + i + "x").toList();
        recovery.add(many);
        subscribed();
        recovery.remove(many);
        publish(1);
        recovery.add(List.of("b.?"));
        subscribed();
        recovery.remove(List.of(CHANNEL));
        run();
        assertThat(output.sent).isEmpty();
        assertThat(output.gaps).containsExactly("b.?");
    }

    private void subscribed() {
        recovery.subscribed(log::told);
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            log.append(new Publication(CHANNEL, new byte[0], new byte[0], WorldRules.of(CHANNEL), Set.of()));
            log.tell(log.shardOf(CHANNEL));
        }
    }

    private void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
