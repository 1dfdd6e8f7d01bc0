package dev.webshocket.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final int MIB = 1 << 20;

    private final AtomicLong clock = new AtomicLong();
    private final MemoryBudget budget = new MemoryBudget(MIB, Runnable::run, clock::get);
    private final List<String> cutOff = new ArrayList<>();

    /** The share of a connection that releases its bytes when it is closed. */
    private MemoryShare share(String name) {
        MemoryShare[] made = new MemoryShare[1];
        made[0] = budget.share(() -> {
            cutOff.add(name);
            made[0].giveBack(made[0].held());
            made[0].end();
        });
        return made[0];
    }

    @Test
    void isEmptyAfterAllBytesAreReleased() {
        MemoryShare share = share("one");
        assertThat(share.take(100_000)).isTrue();
        assertThat(share.takePinned(5_000)).isTrue();
        share.charge(12_345);
        assertThat(budget.held()).isEqualTo(117_345);

        share.giveBackPinned(5_000);
        share.giveBack(112_345);
        assertThat(share.held()).isZero();
        assertThat(budget.held()).isZero();
    }

    @Test
    void grantsAConnectionNoMoreThanStaysFree() {
        MemoryShare share = share("one");
        assertThat(share.take(MIB / 2)).isTrue();
        assertThat(share.hasRoom(MemoryShare.FREE)).isFalse();
        assertThat(share.take(MemoryShare.FREE)).isFalse();
        assertThat(share.held()).isEqualTo(MIB / 2);
        assertThat(budget.held()).isEqualTo(MIB / 2);
        assertThat(share("another").take(MIB / 4)).isTrue();
        assertThat(cutOff).isEmpty();
    }

    @Test
    void grantsASmallAmountEvenIfNothingIsFree() {
        MemoryShare greedy = budget.share(() -> {});
        greedy.charge(2 * MIB);
        MemoryShare polite = share("polite");
        assertThat(polite.take(MemoryShare.FREE - 1)).isTrue();
        assertThat(polite.take(1)).isFalse();
        assertThat(polite.held()).isEqualTo(MemoryShare.FREE - 1);
    }

    @Test
    void closesTheLargestHolderForAMandatoryRequest() {
        for (int i = 0; i < 5; i++) {
            assertThat(share("holder " + i).take((i + 1) * (MIB / 20))).isTrue();
        }
        clock.addAndGet(1_000_000_000L);
        MemoryShare polite = share("polite");
        polite.charge(MIB / 4);
        assertThat(cutOff).containsExactly("holder 4");
        assertThat(budget.held()).isEqualTo(MIB / 20 + 2 * (MIB / 20) + 3 * (MIB / 20) + 4 * (MIB / 20) + MIB / 4);
    }

    @Test
    void closesALongTimeHolderBeforeAShortTimeHolder() {
        assertThat(share("slow").take(MIB / 4)).isTrue();
        clock.addAndGet(10_000_000_000L);
        assertThat(share("moment").take(3 * MIB / 8)).isTrue();
        clock.addAndGet(1_000_000);
        share("polite").charge(MIB / 3);
        assertThat(cutOff).containsExactly("slow");
    }

    @Test
    void closesNoConnectionThatHoldsTheMinimum() {
        clock.set(1_000_000_000_000L);
        MemoryShare polite = share("polite");
        polite.charge(MemoryShare.FREE - 1);
        clock.addAndGet(60_000_000_000L);
        for (int part = 2; part <= 16; part *= 2) {
            assertThat(share("busy").takePinned(MIB / part)).isTrue();
        }
        share("greedy").charge(MIB / 4);
        assertThat(cutOff).containsExactly("greedy");
    }

    @Test
    void closesNoConnectionForRunningCalls() {
        MemoryShare busy = share("busy");
        assertThat(busy.takePinned(MIB / 2)).isTrue();
        MemoryShare slow = share("slow");
        assertThat(slow.take(MIB / 5)).isTrue();
        slow.charge(MIB / 3);
        assertThat(cutOff).containsExactly("slow");
        assertThat(busy.held()).isEqualTo(MIB / 2);
    }

    @Test
    void servesASmallClientUnderLoad() {
        Random random = new Random(7);
        List<MemoryShare> greedy = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            greedy.add(share("greedy"));
        }
        for (int round = 0; round < 2_000; round++) {
            clock.addAndGet(1_000_000);
            int one = random.nextInt(greedy.size());
            if (!greedy.get(one).take(1 + random.nextInt(MIB / 64))) {
                greedy.set(one, share("greedy"));
            }
        }
        assertThat(budget.held()).isLessThanOrEqualTo(MIB + 200L * MemoryShare.FREE);
        clock.addAndGet(1_000_000);
        MemoryShare polite = share("polite");
        assertThat(polite.take(MIB / 32))
                .as("with %s bytes held", budget.held())
                .isTrue();
        assertThat(cutOff).doesNotContain("polite");
    }

    @Test
    void countsASharedMessageOnce() {
        SharedBytes message = new SharedBytes(new byte[10_000]);
        MemoryShare one = share("one");
        MemoryShare another = share("another");
        one.hold(message);
        another.hold(message);
        assertThat(budget.held()).isEqualTo(10_000);
        assertThat(one.held()).isEqualTo(10_000);
        one.letGo(message);
        assertThat(budget.held()).isEqualTo(10_000);
        another.letGo(message);
        assertThat(budget.held()).isZero();
        assertThat(one.held() + another.held()).isZero();
    }

    @Test
    void isAtMostAQuarterOfTheHeap() {
        MemoryBudget ofHeap = MemoryBudget.ofHeap(Long.MAX_VALUE, Runnable::run);
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        MemoryShare share = ofHeap.share(() -> {});
        assertThat(share.hasRoom(quarter / 2)).isTrue();
        assertThat(share.hasRoom(quarter / 2 + 2)).isFalse();
    }

    @Test
    void accountsExactlyUnderConcurrency() throws Exception {
        int threads = 8;
        MemoryShare[] shares = new MemoryShare[3];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = budget.share(() -> {});
        }
        SharedBytes[] messages = {new SharedBytes(new byte[5_000]), new SharedBytes(new byte[90])};
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                Random random = new Random(t);
                all.add(executor.submit(() -> {
                    start.await();
                    for (int i = 0; i < 20_000; i++) {
                        MemoryShare share = shares[random.nextInt(shares.length)];
                        int bytes = random.nextInt(200_000);
                        if (share.take(bytes)) {
                            share.charge(i % 5_000);
                            share.giveBack(i % 5_000);
                            share.giveBack(bytes);
                        }
                        SharedBytes message = messages[i % 2];
                        share.hold(message);
                        share.letGo(message);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(budget.held()).isZero();
        for (MemoryShare share : shares) {
            assertThat(share.held()).isZero();
        }
    }

    @Test
    void forgetsAShareThatEndsWhileItIsRefused() {
        MemoryShare[] ending = new MemoryShare[1];
        MemoryBudget scarce = new MemoryBudget(MIB, Runnable::run, () -> {
            // The clock is read after the bytes have been added, and before they are refused.
            if (ending[0] != null) {
                ending[0].end();
            }
            return clock.get();
        });
        ending[0] = scarce.share(() -> {});
        WeakReference<MemoryShare> ended = new WeakReference<>(ending[0]);
        assertThat(ending[0].take(2 * MIB)).isFalse();

        ending[0] = null;
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return ended.get() == null;
        });
        // Not collected with its budget.
        assertThat(scarce.held()).isZero();
    }

    @Test
    void anErrorOfTheExecutorKeepsTheGrantAndTheNextRequestRetries() {
        boolean[] failed = new boolean[1];
        MemoryBudget scarce = new MemoryBudget(
                MIB,
                task -> {
                    if (!failed[0]) {
                        failed[0] = true;
                        throw new OutOfMemoryError("unable to create native thread (injected)");
                    }
                    task.run();
                },
                clock::get);
        MemoryShare share = scarce.share(() -> cutOff.add("holder"));
        share.charge(2 * MIB);
        assertThat(failed[0]).isTrue();
        assertThat(cutOff).isEmpty();
        assertThat(share.held()).isEqualTo(2 * MIB);

        scarce.relieve();
        assertThat(cutOff).containsExactly("holder");
        share.giveBack(2 * MIB);
        assertThat(scarce.held()).isZero();
    }
}
