package dev.webshocket.internal.redis.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog.Follower;
import dev.webshocket.spi.extension.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntryBinary;

/** What a tail does with entries and with followers that fail. */
class ShardTailTest {

    private final ShardTail tail = new ShardTail(3, "e", Map.of());
    private final List<LogPosition> got = new ArrayList<>();

    private static ShardEntry message(long offset) {
        byte[] data = LogRecord.of(new Publication("room", new byte[] {1}, new byte[] {2}, null, Set.of()))
                .encode();
        return new ShardEntry(offset, ShardEntry.MESSAGE, "e", 1, "server/" + offset, data);
    }

    private Runnable note(LogEntry entry) {
        got.add(entry.position());
        return () -> {};
    }

    @Test
    void aFollowerThatFailsKeepsNothingFromTheOthers() {
        Follower inVain = entry -> {
            throw new StackOverflowError("on purpose");
        };
        Follower later = entry -> () -> {
            throw new OutOfMemoryError("on purpose");
        };
        tail.attached(new LogPosition("e", 3, 0), false, "");
        tail.follow(inVain);
        tail.follow(later);
        tail.follow(this::note);
        CompletableFuture<LogPosition> append = tail.pending().add("server/1", Long.MAX_VALUE);

        tail.deliver(message(1), "server");
        tail.deliver(message(2), "server");

        LogPosition first = new LogPosition("e", 3, 1);
        LogPosition second = new LogPosition("e", 3, 2);
        assertThat(got).containsExactly(first, second);
        assertThat(append).isCompletedWithValue(first);
        assertThat(tail.head()).isEqualTo(second);
        assertThat(tail.knownNonce()).isEqualTo("server/2");
    }

    @Test
    void anEntryThatCannotBeReadIsALossAndTheTailGoesOn() {
        List<LogPosition> lost = new ArrayList<>();
        tail.attached(new LogPosition("e", 3, 0), false, "");
        tail.follow(new Follower() {

            @Override
            public Runnable appended(LogEntry entry) {
                return note(entry);
            }

            @Override
            public Runnable lost(LogPosition head) {
                lost.add(head);
                return () -> {};
            }
        });

        tail.unreadable(1, new IllegalArgumentException("on purpose"));
        tail.deliver(new ShardEntry(2, ShardEntry.MESSAGE, "e", 1, "server/2", new byte[] {99}), "server");
        tail.deliver(message(3), "server");

        assertThat(lost).containsExactly(new LogPosition("e", 3, 1), new LogPosition("e", 3, 2));
        assertThat(got).containsExactly(new LogPosition("e", 3, 3));
    }

    @Test
    void anEntryWithOtherFieldsCannotBeRead() {
        StreamEntryID id = new StreamEntryID(0, 7);
        for (Map.Entry<String, String> wrong : Map.of("k", "", "t", "now").entrySet()) {
            Map<byte[], byte[]> fields =
                    Map.of(wrong.getKey().getBytes(UTF_8), wrong.getValue().getBytes(UTF_8));
            assertThatIllegalArgumentException().isThrownBy(() -> ShardEntry.of(new StreamEntryBinary(id, fields)));
        }
        assertThat(ShardEntry.of(new StreamEntryBinary(id, Map.of("later".getBytes(UTF_8), new byte[0])))
                        .offset())
                .isEqualTo(7);
    }
}
