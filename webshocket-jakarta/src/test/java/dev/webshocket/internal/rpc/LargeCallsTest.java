package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LargeCallsTest {

    private static final LaneThreads.Client ONE = new LaneThreads.Client("one", "here");
    private static final LaneThreads.Client OTHER = new LaneThreads.Client("other", "here");
    private static final LaneThreads.Client FAR = new LaneThreads.Client("far", "there");

    private final LargeCalls calls = new LargeCalls(1);
    private final List<String> entered = new ArrayList<>();

    private LargeCalls.Place enter(LaneThreads.Client client, String name) {
        LargeCalls.Place place = calls.place(client, LargeCalls.LARGE);
        place.enter().thenRun(() -> entered.add(name));
        return place;
    }

    @Test
    void aSmallCallNeedsNoPermit() {
        enter(ONE, "large");
        for (int i = 0; i < 10; i++) {
            LargeCalls.Place place = calls.place(ONE, LargeCalls.LARGE - 1);
            assertThat(place.isBounded()).isFalse();
            assertThat(place.enter()).isDone();
        }
    }

    @Test
    void theNumberOfPermitsIsLimited() {
        LargeCalls two = new LargeCalls(2);
        List<LargeCalls.Place> places = new ArrayList<>();
        List<CompletableFuture<Void>> turns = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            places.add(two.place(ONE, LargeCalls.LARGE));
            turns.add(places.get(i).enter());
        }
        assertThat(turns).extracting(CompletableFuture::isDone).containsExactly(true, true, false, false);
        places.get(0).leave();
        places.get(0).leave();
        assertThat(turns).extracting(CompletableFuture::isDone).containsExactly(true, true, true, false);
        places.get(1).leave();
        places.get(2).leave();
        places.get(3).leave();
        assertThat(two.place(ONE, LargeCalls.LARGE).enter()).isDone();
        assertThat(two.place(ONE, LargeCalls.LARGE).enter()).isDone();
        assertThat(two.place(ONE, LargeCalls.LARGE).enter()).isNotDone();
    }

    @Test
    void clientsTakeTurns() {
        List<String> names = List.of("one 1", "one 2", "one 3", "one 4", "other", "far");
        List<LargeCalls.Place> places = new ArrayList<>();
        for (int i = 1; i < 5; i++) {
            places.add(enter(ONE, "one " + i));
        }
        places.add(enter(OTHER, "other"));
        places.add(enter(FAR, "far"));
        for (int left = 0; left < 6; left++) {
            places.get(names.indexOf(entered.get(left))).leave();
        }
        assertThat(entered).containsExactly("one 1", "one 2", "far", "other", "one 3", "one 4");
    }

    @Test
    void aCancelledWaiterIsSkipped() {
        LargeCalls.Place first = enter(ONE, "first");
        LargeCalls.Place second = enter(ONE, "second");
        LargeCalls.Place third = enter(OTHER, "third");
        second.leave();
        first.leave();
        assertThat(entered).containsExactly("first", "third");
        third.leave();
        assertThat(calls.place(FAR, LargeCalls.LARGE).enter()).isDone();
    }

    @Test
    void aCallCancelledBeforeTakesNoPermit() {
        LargeCalls.Place gone = calls.place(ONE, LargeCalls.LARGE);
        gone.leave();
        assertThat(gone.enter()).isDone();
        assertThat(calls.place(OTHER, LargeCalls.LARGE).enter()).isDone();
    }
}
