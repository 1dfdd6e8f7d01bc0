package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.RpcRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** Measures the CPU time to read a message and the argument of its call. */
public final class MessageCost {

    /**
     * What a hostile message of a megabyte may cost at most. The most expensive one takes 90 ms on a machine of today, and
     * 120 ms on a slower one. Without a defence an attack takes 2 seconds and more.
     */
    public static final Duration MOST = Duration.ofMillis(250);

    private static final int RUNS = 40;

    private MessageCost() {}

    /**
     * Returns the least CPU time of up to 40 runs. It stops at the first run within {@link #MOST}. Slower runs do not
     * count, since uncompiled code and other processes slow them down.
     */
    public static Duration least(Codec codec, byte[] message, ValueReader reader) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS && least > MOST.toNanos(); run++) {
            long before = threads.getCurrentThreadCpuTime();
            read(codec, message, reader);
            least = Math.min(least, threads.getCurrentThreadCpuTime() - before);
        }
        return Duration.ofNanos(least);
    }

    static void read(Codec codec, byte[] message, ValueReader reader) {
        try {
            reader.read(((RpcRequest) codec.decode(message).rpc()).args().get(0));
        } catch (MalformedPacketException | UnfitValueException e) {
            assertThat(e).message().hasSizeLessThan(300);
        }
    }
}
