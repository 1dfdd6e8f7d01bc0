package dev.webshocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Rules of channels: which keep messages, and which know who is there. A CDI application produces a bean of this type; {@code
 * WebSocketServer} takes it from its builder. The first rule whose pattern matches a channel's name counts; a channel without a
 * rule keeps nothing.
 *
 * <pre>{@code
 * ChannelRules.builder()
 *         .channel("room.*", rule -> rule.history(100, Duration.ofMinutes(10)).presence())
 *         .channel("price.*", rule -> rule.latestOnly())
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ChannelRules {

    private static final ChannelRules NONE = new ChannelRules(List.of());

    private final List<ChannelRule> rules;

    private ChannelRules(List<ChannelRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Returns rules for no channel.
     *
     * @return rules without an entry
     */
    public static ChannelRules none() {
        return NONE;
    }

    /**
     * Returns a builder without rules.
     *
     * @return a builder, for use by one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the rules in the order in which they are tried.
     *
     * @return an unmodifiable list
     */
    public List<ChannelRule> rules() {
        return rules;
    }

    /** Builds rules. Not safe for use by several threads. */
    public static final class Builder {

        private final List<ChannelRule> rules = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a rule behind the others.
         *
         * @param pattern the name of a channel, or a pattern as subscribers use it
         * @param rule sets what the rule says
         * @return this
         * @throws IllegalArgumentException if the pattern is empty or has a rule already, or the pattern of an earlier rule matches all
         *     that it matches, so that this rule would never count, or what the rule says is not possible; the message names
         *     the pattern
         */
        public Builder channel(String pattern, Consumer<? super ChannelRule.Builder> rule) {
            Objects.requireNonNull(pattern, "pattern");
            if (rules.stream().anyMatch(other -> other.pattern().equals(pattern))) {
                throw new IllegalArgumentException(
                        "channels " + pattern + " have two rules, but only the first counts; make them one rule");
            }
            RulePattern read = RulePattern.of(pattern);
            rules.stream()
                    .filter(earlier -> RulePattern.of(earlier.pattern()).covers(read))
                    .findFirst()
                    .ifPresent(earlier -> {
                        throw new IllegalArgumentException("the rule of channels " + pattern
                                + " would never count, because that of " + earlier.pattern()
                                + " comes first and matches them all; put the rule of " + pattern + " before it");
                    });
            ChannelRule.Builder builder = new ChannelRule.Builder(pattern);
            rule.accept(builder);
            rules.add(builder.build());
            return this;
        }

        /**
         * Builds the rules. The builder can be used further.
         *
         * @return the rules so far
         */
        public ChannelRules build() {
            return new ChannelRules(rules);
        }
    }
}
