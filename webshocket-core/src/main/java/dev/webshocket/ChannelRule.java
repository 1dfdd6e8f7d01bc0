package dev.webshocket;

import java.time.Duration;
import java.util.Optional;

/**
 * What holds for the channels of one pattern. {@link ChannelRules.Builder#channel} makes it. Immutable.
 *
 * @param pattern the name or pattern of the channels
 * @param historySize how many messages a channel keeps; 0 for none
 * @param historyAge how long a channel keeps a message; zero for none
 * @param latestOnly whether only the latest message is of use, so that a client that was away gets that one and no gap
 * @param presence whether the channel knows its members
 * @param slowConsumer what happens to its messages for a client that does not read; empty for {@link
 *     WebshocketSettings#slowConsumer()}
 */
public record ChannelRule(
        String pattern,
        int historySize,
        Duration historyAge,
        boolean latestOnly,
        boolean presence,
        Optional<SlowConsumer> slowConsumer) {

    /**
     * Tells whether the channels keep messages.
     *
     * @return whether there is a history, of the latest message at least
     */
    public boolean keeps() {
        return historySize > 0;
    }

    /** Builds a rule. Not safe for use by several threads. */
    public static final class Builder {

        private static final Duration NO_END = Duration.ofDays(36500);

        private final String pattern;
        private int historySize;
        private Duration historyAge = Duration.ZERO;
        private boolean latestOnly;
        private boolean presence;
        private SlowConsumer slowConsumer;

        Builder(String pattern) {
            this.pattern = pattern;
        }

        /**
         * Keeps messages, so that a client that comes back gets what it has missed.
         *
         * @param size how many messages of a channel, at least 1
         * @param age how long, positive
         * @return this
         * @throws IllegalArgumentException if the size or the age is out of range
         */
        public Builder history(int size, Duration age) {
            if (size < 1 || age.isNegative() || age.isZero()) {
                throw new IllegalArgumentException("a history has at least one message and a positive age: " + pattern);
            }
            historySize = size;
            historyAge = age;
            latestOnly = false;
            return this;
        }

        /**
         * Keeps the latest message only, without an end.
         *
         * @return this
         */
        public Builder latestOnly() {
            historySize = 1;
            historyAge = NO_END;
            latestOnly = true;
            return this;
        }

        /**
         * Lets the channel know its members.
         *
         * @return this
         */
        public Builder presence() {
            presence = true;
            return this;
        }

        /**
         * Sets what happens to messages for a client that does not read.
         *
         * @param policy the policy for these channels
         * @return this
         */
        public Builder slowConsumer(SlowConsumer policy) {
            slowConsumer = policy;
            return this;
        }

        ChannelRule build() {
            return new ChannelRule(
                    pattern, historySize, historyAge, latestOnly, presence, Optional.ofNullable(slowConsumer));
        }
    }
}
