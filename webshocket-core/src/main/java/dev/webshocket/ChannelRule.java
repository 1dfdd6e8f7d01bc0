package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What holds for the channels of one pattern. {@link ChannelRules.Builder#channel} makes it. Immutable.
 *
 * @param pattern the name of a channel, or a pattern as in {@link ClientConnection#subscribe(String...)}
 * @param historySize how many messages a channel keeps; 0 for none
 * @param historyAge how long a channel keeps a message, at most 36,500 days; zero for none
 * @param latestOnly whether only the latest message is of use: a client that was away gets that one, and is told of no gap
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
     * Makes a rule.
     *
     * @throws IllegalArgumentException if the pattern is empty, or the values contradict one another; the message names the
     *     pattern
     * @throws NullPointerException if an argument is null
     */
    public ChannelRule {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("a rule of channels has an empty pattern; use * for all channels");
        }
        require(
                historySize >= 0 && !historyAge.isNegative(),
                pattern,
                "a history of 0 messages or more, and no negative age");
        require(historySize == 0 == historyAge.isZero(), pattern, "both a size and an age for the history, or neither");
        require(!latestOnly || historySize == 1, pattern, "a history of 1 message, since it keeps the latest one only");
        Objects.requireNonNull(slowConsumer, "slowConsumer");
        require(
                historySize == 0 || latestOnly || !slowConsumer.equals(Optional.of(SlowConsumer.CONFLATE)),
                pattern,
                "latestOnly with CONFLATE, which drops what a history promises; or another policy");
        historyAge = Bounds.capped(historyAge);
    }

    private static void require(boolean met, String pattern, String rule) {
        if (!met) {
            throw new IllegalArgumentException("the rule for channels " + pattern + " needs " + rule);
        }
    }

    /**
     * Tells whether the channels keep messages.
     *
     * @return whether there is a history, of the latest message at least
     */
    public boolean keeps() {
        return historySize > 0;
    }

    /** Builds a rule. A rule of which nothing is set keeps the channels from later rules. Not safe for use by several threads. */
    public static final class Builder {

        private static final Duration NO_END = Duration.ofDays(36_500);

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
         * Keeps messages, so that a client that comes back gets what it has missed. All channels together keep no more than {@link
         * WebshocketSettings#historyBytes()}, whatever their rules say.
         *
         * @param size how many messages of each channel, at least 1
         * @param age how long, more than zero; what exceeds 36,500 days counts as 36,500 days
         * @return this
         * @throws IllegalArgumentException if the size or the age is out of range, or the rule keeps messages already
         */
        public Builder history(int size, Duration age) {
            require(
                    size >= 1 && !age.isNegative() && !age.isZero(),
                    pattern,
                    "a history of at least 1 message, and an age of more than zero");
            keep(size, age);
            return this;
        }

        /**
         * Keeps the latest message of each channel, without an end. For values of which only the newest counts, such as prices.
         *
         * @return this
         * @throws IllegalArgumentException if the rule keeps messages already
         */
        public Builder latestOnly() {
            keep(1, NO_END);
            latestOnly = true;
            return this;
        }

        private void keep(int size, Duration age) {
            require(historySize == 0, pattern, "either history or latestOnly, and only once");
            historySize = size;
            historyAge = age;
        }

        /**
         * Lets the channels know their members.
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
         * @param policy the policy for these channels; {@link WebshocketSettings#slowConsumer()} by default; {@link
         *     SlowConsumer#CONFLATE} only for channels without history or with {@link #latestOnly}
         * @return this
         */
        public Builder slowConsumer(SlowConsumer policy) {
            slowConsumer = Objects.requireNonNull(policy, "policy");
            return this;
        }

        ChannelRule build() {
            return new ChannelRule(
                    pattern, historySize, historyAge, latestOnly, presence, Optional.ofNullable(slowConsumer));
        }
    }
}
