package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.calls.ItemBuffer.Arrival;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ItemBufferTest {

    private final StreamLink link = new StreamLink(1 << 17);
    private final AtomicInteger stops = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger granted = new AtomicInteger();
    private final ItemBuffer<String> buffer = new ItemBuffer<>(stops::incrementAndGet);

    private void open(int credit) {
        open(credit, 1 << 20);
    }

    private void open(int credit, int bound) {
        buffer.open(new CreditWindow(credit, bound, granted::addAndGet), link.memory);
        buffer.onChange(changes::incrementAndGet);
    }

    @Test
    void itemsComeInOrderAndAreChargedUntilTheNextIsTaken() {
        open(4);
        assertThat(buffer.hasBegun()).isFalse();
        assertThat(buffer.offer("a", 5_000)).isEqualTo(Arrival.TAKEN);
        assertThat(buffer.offer(null, 6_000)).isEqualTo(Arrival.TAKEN);
        assertThat(buffer.hasBegun()).isTrue();
        assertThat(changes).hasValue(2);
        assertThat(link.memory.held()).isEqualTo(11_000);
        assertThat(buffer.poll()).isEqualTo(new ItemBuffer.Item<>("a", 5_000));
        assertThat(link.memory.held()).isEqualTo(11_000);
        assertThat(buffer.poll()).isEqualTo(new ItemBuffer.Item<>(null, 6_000));
        assertThat(link.memory.held()).isEqualTo(6_000);
        assertThat(buffer.poll()).isNull();
        assertThat(link.memory.held()).isZero();
        assertThat(buffer.isDrained()).isFalse();
    }

    @Test
    void takingItemsGivesCredit() {
        open(2, 45_000);
        buffer.offer("a", 40_000);
        buffer.offer("b", 10);
        assertThat(granted).as("nothing fits").hasValue(0);
        buffer.poll();
        assertThat(granted).hasValue(1);
    }

    @Test
    void whatIsBeyondTheCreditOrTheMemoryIsNotKept() {
        open(2, 45_000);
        assertThat(buffer.offer("long", 100_000)).isEqualTo(Arrival.NO_MEMORY);
        assertThat(buffer.offer("a", 40_000)).isEqualTo(Arrival.TAKEN);
        assertThat(buffer.offer("b", 10)).isEqualTo(Arrival.TAKEN);
        assertThat(buffer.offer("c", 10)).isEqualTo(Arrival.BEYOND_CREDIT);
        assertThat(link.memory.held()).isEqualTo(40_010);
        assertThat(changes).hasValue(2);
        buffer.end(null);
        assertThat(buffer.offer("d", 10)).isEqualTo(Arrival.TAKEN);
        assertThat(buffer.offer("long", 100_000)).isEqualTo(Arrival.TAKEN);
        assertThat(link.memory.held()).as("what comes late is dropped").isEqualTo(40_010);
    }

    @Test
    void theFirstEndCountsAndLeavesTheItems() {
        open(4);
        buffer.offer("a", 10);
        IllegalStateException why = new IllegalStateException();
        buffer.end(why);
        buffer.end(null);
        assertThat(changes).hasValue(3);
        assertThat(buffer.isDrained()).isFalse();
        assertThat(buffer.failure()).isSameAs(why);
        assertThat(buffer.poll().value()).isEqualTo("a");
        assertThat(buffer.isDrained()).isTrue();
    }

    @Test
    void stoppingDropsAllAndIsNoFailure() {
        open(4);
        buffer.offer("a", 10);
        buffer.offer("b", 10);
        buffer.poll();
        buffer.end(new IllegalStateException());
        buffer.stop();
        assertThat(stops).hasValue(1);
        assertThat(buffer.isDrained()).isTrue();
        assertThat(buffer.failure()).isNull();
        assertThat(buffer.poll()).isNull();
        assertThat(link.memory.held()).isZero();
    }

    @Test
    void anAbortReplacesTheEnd() {
        open(4);
        buffer.offer("a", 10);
        buffer.end(null);
        IllegalStateException why = new IllegalStateException();
        buffer.abort(why);
        assertThat(buffer.failure()).isSameAs(why);
        assertThat(buffer.poll()).isNull();
        assertThat(stops).hasValue(0);
    }

    @Test
    void itCanBeUsedBeforeItIsOpen() {
        assertThat(buffer.poll()).isNull();
        buffer.stop();
        assertThat(buffer.isDrained()).isTrue();
    }

    @Test
    void awaitingGetsTheNextItemOrTheEnd() throws Exception {
        open(4);
        CompletableFuture<String> awaited = CompletableFuture.supplyAsync(this::await);
        buffer.offer("a", 10);
        assertThat(awaited.get(20, TimeUnit.SECONDS)).isEqualTo("a");
        CompletableFuture<String> last = CompletableFuture.supplyAsync(this::await);
        buffer.end(null);
        assertThat(last.get(20, TimeUnit.SECONDS)).isEqualTo("the end");
    }

    private String await() {
        try {
            ItemBuffer.Item<String> item = buffer.await();
            return item == null ? "the end" : item.value();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
