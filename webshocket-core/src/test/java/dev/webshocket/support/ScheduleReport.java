package dev.webshocket.support;

import java.util.List;
import java.util.Map;

/**
 * What a client has seen when it has gone through a {@link CutSchedule}.
 *
 * @param seed the schedule's
 * @param calls what has become of each, in the order in which they were made
 * @param heard the messages of each channel, by its name in {@link CutSchedule#CHANNELS}
 * @param gaps of which {@link CutSchedule#SUBSCRIPTIONS} messages are said to be lost
 * @param pushes the messages that the server sent to this client alone
 * @param sent how many messages the client has sent, numbered from 1 on
 * @param losses how often a session was lost
 */
public record ScheduleReport(
        long seed,
        List<Call> calls,
        Map<String, List<Integer>> heard,
        List<String> gaps,
        List<Integer> pushes,
        int sent,
        int losses) {

    /**
     * A call.
     *
     * @param isIdempotent whether it may be made again
     */
    public record Call(String id, boolean isIdempotent, Outcome outcome) {}

    /** What has become of a call. */
    public enum Outcome {
        /** Its answer was right. */
        ANSWERED,
        /** Its session was lost, and it may have run or not. */
        UNKNOWN,
        /** The client has given it up. */
        GIVEN_UP
    }
}
