package dev.webshocket.internal.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ChannelRule;
import dev.webshocket.spi.extension.Publication;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The heap that a log of messages takes, against what it says and what it may. */
@Tag("slow")
class MessageLogMemoryTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final ChannelRule TEN = new ChannelRule("*", 10, Duration.ofDays(1), false, false, Optional.empty());

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static long taken(InMemoryMessageLog log, int messages, IntFunction<String> channelOf) {
        long before = usedMemory();
        for (int i = 0; i < messages; i++) {
            // Copied, as the name of a channel that came from a client is.
            String channel = new String(channelOf.apply(i).getBytes(UTF_8), UTF_8);
            byte[] json =
                    ("{\"source\":2,\"data\":\"message " + i + "\",\"channel\":\"" + channel + "\"}").getBytes(UTF_8);
            byte[] messagePack = ("source2datamessage " + i + "channel" + channel).getBytes(UTF_8);
            log.append(new Publication(channel, json, messagePack, TEN, Set.of()));
        }
        return usedMemory() - before;
    }

    private static InMemoryMessageLog log(long bytes) {
        InMemoryMessageLog log = new InMemoryMessageLog(bytes, System::currentTimeMillis);
        // Loads the classes and their static data.
        taken(new InMemoryMessageLog(MEBIBYTE, System::currentTimeMillis), 1000, i -> "channel " + i);
        return log;
    }

    @Test
    void aHundredThousandChannelsWithTenMessagesStayWithinTheDefault() {
        InMemoryMessageLog log = log(256L * MEBIBYTE);
        long taken = taken(log, 1_000_000, i -> "room." + i % 100_000);

        assertThat(log.latest("room.0", 100, null).toCompletableFuture().join()).hasSize(10);
        assertThat(log.latest("room.99999", 100, null).toCompletableFuture().join())
                .hasSize(10);
        assertThat(log.bytes()).isLessThanOrEqualTo(256L * MEBIBYTE).isCloseTo(taken, Percentage.withPercentage(10));
        assertThat(taken).isLessThanOrEqualTo(256L * MEBIBYTE);
    }

    @Test
    void whatIsForgottenIsFree() {
        InMemoryMessageLog log = log(16 * MEBIBYTE);
        long taken = taken(log, 1_000_000, i -> "room." + i % 100_000);

        assertThat(log.bytes()).isBetween(15L * MEBIBYTE, 16L * MEBIBYTE);
        assertThat(taken).isLessThanOrEqualTo(17L * MEBIBYTE);
    }

    @Test
    void channelsOfOneMessageLeaveNothingBehind() {
        InMemoryMessageLog log = log(16 * MEBIBYTE);
        long taken = taken(log, 1_000_000, i -> "room." + i);

        assertThat(log.bytes()).isBetween(15L * MEBIBYTE, 16L * MEBIBYTE);
        assertThat(taken).isLessThanOrEqualTo(17L * MEBIBYTE);
    }
}
