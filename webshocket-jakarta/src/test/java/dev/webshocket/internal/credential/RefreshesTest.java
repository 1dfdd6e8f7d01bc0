package dev.webshocket.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshesTest {

    private final MemoryBudget budget = new MemoryBudget(1 << 20, Runnable::run);
    private final MemoryShare memory = budget.share(() -> {});
    private final List<String> begun = new ArrayList<>();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private final Refreshes refreshes = new Refreshes(
            token -> {
                begun.add(token);
                CompletableFuture<Void> end = new CompletableFuture<>();
                ends.add(end);
                return end;
            },
            memory);

    @Test
    void refreshesOneAtATimeInTheOrderReceived() {
        assertThat(refreshes.offer("a")).isTrue();
        assertThat(refreshes.offer("b")).isTrue();
        assertThat(refreshes.offer("c")).isTrue();
        assertThat(begun).containsExactly("a");

        ends.get(0).complete(null);
        assertThat(begun).containsExactly("a", "b");

        ends.get(1).completeExceptionally(new IllegalStateException());
        assertThat(begun).containsExactly("a", "b", "c");

        ends.get(2).complete(null);
        assertThat(refreshes.offer("d")).isTrue();
        assertThat(begun).containsExactly("a", "b", "c", "d");
    }

    @Test
    void refusesWhatIsTooMuch() {
        refreshes.offer("runs");
        IntStream.range(0, 8).forEach(i -> assertThat(refreshes.offer("waits")).isTrue());

        assertThat(refreshes.offer("too many")).isFalse();

        ends.get(0).complete(null);
        assertThat(refreshes.offer("waits again")).isTrue();
    }

    @Test
    void refusesATokenThatTheMemoryHasNoRoomFor() {
        assertThat(refreshes.offer("x".repeat(1 << 20))).isFalse();
        assertThat(begun).isEmpty();
        assertThat(refreshes.offer("short")).isTrue();
    }

    @Test
    void chargesTokensUntilTheyHaveBeenUsed() {
        refreshes.offer("x".repeat(1_000));
        refreshes.offer("y".repeat(500));
        assertThat(memory.held()).isEqualTo(3_000);

        ends.get(0).complete(null);
        assertThat(memory.held()).isEqualTo(1_000);

        ends.get(1).complete(null);
        assertThat(memory.held()).isZero();
    }

    @Test
    void dropsWhatWaitsWhenTheConnectionEnds() {
        refreshes.offer("x".repeat(1_000));
        refreshes.offer("y".repeat(500));

        refreshes.end();
        assertThat(memory.held()).isEqualTo(2_000);

        ends.get(0).complete(null);
        assertThat(memory.held()).isZero();
        assertThat(refreshes.offer("late")).isTrue();
        assertThat(begun).hasSize(1);
    }
}
