package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreditWindowTest {

    private final List<Integer> granted = new ArrayList<>();

    private CreditWindow window(int first, long bound) {
        return new CreditWindow(first, bound, granted::add);
    }

    private void adapt(CreditWindow window, int items, long bytes) {
        Runnable grant = window.adapt(items, bytes, false);
        if (grant != null) {
            grant.run();
        }
    }

    @Test
    void theFirstCreditFollowsFromTheBound() {
        assertThat(CreditWindow.first(1 << 20, 32)).isEqualTo(32);
        assertThat(CreditWindow.first(64 << 20, 32)).isEqualTo(32);
        assertThat(CreditWindow.first(100_000, 32)).isEqualTo(3);
        assertThat(CreditWindow.first(1, 32)).isEqualTo(1);
    }

    @Test
    void anItemBeyondTheCreditIsNotAllowed() {
        CreditWindow window = window(2, 1 << 20);
        assertThat(window.arrived(1)).isTrue();
        assertThat(window.arrived(1)).isTrue();
        assertThat(window.arrived(1)).isFalse();
    }

    @Test
    void itGrantsOnceHalfHasBeenUsed() {
        CreditWindow window = window(32, 1 << 20);
        adapt(window, 0, 0);
        assertThat(granted).isEmpty();
        for (int i = 1; i < 16; i++) {
            window.arrived(32 << 10);
            adapt(window, 0, 0);
            assertThat(granted).isEmpty();
        }
        window.arrived(32 << 10);
        adapt(window, 0, 0);
        assertThat(granted).containsExactly(16);
    }

    @Test
    void whatWaitsTakesItsRoom() {
        CreditWindow window = window(1, 10 * (32 << 10));
        window.arrived(32 << 10);
        adapt(window, 1, 32 << 10);
        assertThat(granted).containsExactly(9);
        for (int i = 0; i < 9; i++) {
            assertThat(window.arrived(32 << 10)).isTrue();
        }
        adapt(window, 10, 10 * (32 << 10));
        adapt(window, 11, 20 * (32 << 10));
        assertThat(granted).hasSize(1);
        adapt(window, 9, 9 * (32 << 10));
        assertThat(granted).containsExactly(9, 1);
    }

    @Test
    void anEmptyBufferTakesAnItemOfAnyLength() {
        CreditWindow window = window(1, 10);
        window.arrived(1_000_000);
        adapt(window, 1, 1_000_000);
        assertThat(granted).isEmpty();
        adapt(window, 0, 0);
        assertThat(granted).containsExactly(1);
    }

    @Test
    void shortItemsWidenItUpToABound() {
        CreditWindow window = window(32, 1 << 20);
        for (int i = 0; i < 10_000; i++) {
            assertThat(window.arrived(10)).isTrue();
            adapt(window, 0, 0);
        }
        assertThat(granted.stream().mapToInt(Integer::intValue).max().orElseThrow())
                .isEqualTo(128);
        int allowed = 0;
        while (window.arrived(10)) {
            allowed++;
        }
        assertThat(allowed).isBetween(128, CreditWindow.MOST_ITEMS);
        adapt(window, 0, 0);
        assertThat(granted.get(granted.size() - 1)).isEqualTo(CreditWindow.MOST_ITEMS);
        adapt(window, 200, 0);
        while (window.arrived(0)) {
            allowed++;
        }
        adapt(window, 200, 0);
        assertThat(granted.get(granted.size() - 1)).isEqualTo(56);
    }

    @Test
    void aLongItemNarrowsItAtOnce() {
        CreditWindow window = window(1, 1_000_000);
        for (int i = 0; i < 100; i++) {
            window.arrived(10);
            adapt(window, 0, 0);
        }
        granted.clear();
        boolean allowed = true;
        while (allowed) {
            allowed = window.arrived(500_000);
        }
        adapt(window, 0, 0);
        assertThat(granted).containsExactly(2);
    }

    @Test
    void nothingIsGrantedAfterTheEnd() {
        CreditWindow window = window(1, 1 << 20);
        window.arrived(1);
        assertThat(window.adapt(0, 0, true)).isNull();
    }
}
