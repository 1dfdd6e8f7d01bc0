package dev.webshocket.internal.redis.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ChannelException;
import dev.webshocket.spi.extension.LogPosition;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Appends that wait for the tail. */
class PendingAppendsTest {

    private static final long DEADLINE = 1_000;

    private final PendingAppends appends = new PendingAppends();

    private static void assertFails(CompletableFuture<LogPosition> append, String code) {
        assertThat(append).isDone();
        assertThatThrownBy(append::join)
                .cause()
                .isInstanceOf(ChannelException.class)
                .hasMessageStartingWith("WEBSHOCKET-" + code);
    }

    @Test
    void asManyWaitAsTheBoundAllowsAlsoIfTheTailBringsNothing() {
        CompletableFuture<LogPosition> first = appends.add("0", DEADLINE);
        for (int i = 1; i < PendingAppends.MOST; i++) {
            assertThat(appends.add("" + i, DEADLINE)).isNotDone();
            appends.appended("" + i, new LogPosition("e", 0, i));
        }
        assertFails(appends.add("more", DEADLINE), "0405");

        LogPosition position = new LogPosition("e", 0, 7);
        appends.delivered("0", position);
        assertThat(first).isCompletedWithValue(position);
        CompletableFuture<LogPosition> next = appends.add("next", DEADLINE);
        assertThat(next).isNotDone();
        appends.expire(DEADLINE);
        assertFails(next, "0404");
    }
}
