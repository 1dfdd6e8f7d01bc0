package dev.webshocket;

import java.util.List;
import java.util.concurrent.Flow;

/**
 * How an application is doing on one server: what {@link LiveHandler} streams. Immutable.
 *
 * @param time when these were taken, in milliseconds since 1970
 * @param connections how many connections are open, those included that wait for their clients to resume them
 * @param suspended how many of these wait for their clients
 * @param calls how many calls of clients have ended since the application has started, in whatever way
 * @param callsPerSecond how many calls a second have ended, over the last second
 * @param p50 the milliseconds within which half of the calls were answered, over the last 10 seconds, from the arrival to the answer;
 *     within 4 percent of the exact time. Streams, uploads, cancelled calls and those that found no room do not count. Null if no call
 *     counts
 * @param p99 the milliseconds within which 99 of 100 calls were answered, as {@code p50}
 * @param errors the error codes of answers, the most frequent first; unmodifiable, at most 33
 * @param channels the channels with the most subscribers, the largest first; unmodifiable, at most 20
 */
public record LiveFigures(
        long time,
        int connections,
        int suspended,
        long calls,
        double callsPerSecond,
        Double p50,
        Double p99,
        List<CodeCount> errors,
        List<ChannelSize> channels) {

    /** Makes the figures of one moment, for the engine and for tests. */
    public LiveFigures {
        errors = List.copyOf(errors);
        channels = List.copyOf(channels);
    }

    /**
     * How often calls were answered with an error.
     *
     * @param code the code, see {@link dev.webshocket.packet.RpcErrorCode}; 0 stands for all codes behind the first 32
     * @param count how often since the application has started
     * @param perSecond how often a second, over the last second
     */
    public record CodeCount(int code, long count, double perSecond) {}

    /**
     * How many have subscribed to a channel.
     *
     * @param name the channel's name
     * @param subscribers how many connections of this server have subscribed to it, by its name or by a pattern
     */
    public record ChannelSize(String name, int subscribers) {}

    /** What has the figures of an application: the engine's connections are such. Applications extend {@link LiveHandler} instead. */
    @FunctionalInterface
    public interface Source {

        /**
         * Returns the figures of this connection's application.
         *
         * @return the figures, once at the subscription and then each second; all connections have the same
         * @throws IllegalStateException if the application has no {@link LiveHandler}, {@code WEBSHOCKET-0293}
         */
        Flow.Publisher<LiveFigures> liveFigures();
    }
}
