package dev.webshocket.internal.recovery;

import dev.webshocket.ChannelRule;
import dev.webshocket.internal.channel.GlobPattern;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Tells from the rules of channels which subscriptions may have something to catch up with, and which may have a gap. Immutable. */
public final class GapRules {

    private final List<ChannelRule> rules;
    private final Function<String, Optional<ChannelRule>> ruleOf;

    /**
     * Makes the rules.
     *
     * @param rules all rules
     * @param ruleOf finds the rule of a channel
     */
    public GapRules(List<ChannelRule> rules, Function<String, Optional<ChannelRule>> ruleOf) {
        this.rules = List.copyOf(rules);
        this.ruleOf = ruleOf;
    }

    /** Tells whether a loss of the channel's messages is a gap. */
    boolean hasGaps(String channel) {
        return ruleOf.apply(channel).filter(GapRules::hasGaps).isPresent();
    }

    /** Tells whether a loss of unknown messages may be a gap of a subscription. */
    boolean hasGaps(GlobPattern subscription) {
        return subscription.isLiteral()
                ? hasGaps(subscription.text())
                : rules.stream().anyMatch(rule -> hasGaps(rule) && mayMeet(subscription, rule));
    }

    /** Tells whether the log may have messages for a subscription. */
    boolean keeps(GlobPattern subscription) {
        return subscription.isLiteral()
                ? ruleOf.apply(subscription.text()).filter(ChannelRule::keeps).isPresent()
                : rules.stream().anyMatch(rule -> rule.keeps() && mayMeet(subscription, rule));
    }

    /**
     * Tells whether the log may have messages of a shard for a subscription.
     *
     * @param subscription a name or a pattern
     * @param shardOf returns the shard of a name
     */
    public boolean keeps(String subscription, int shard, ToIntFunction<String> shardOf) {
        GlobPattern pattern = GlobPattern.compile(subscription);
        return (!pattern.isLiteral() || shardOf.applyAsInt(subscription) == shard) && keeps(pattern);
    }

    private static boolean hasGaps(ChannelRule rule) {
        return rule.keeps() && !rule.latestOnly();
    }

    /** Tells whether a channel may match both: not if they begin with different texts. */
    private static boolean mayMeet(GlobPattern subscription, ChannelRule rule) {
        String one = subscription.prefix();
        String other = GlobPattern.compile(rule.pattern()).prefix();
        return one.startsWith(other) || other.startsWith(one);
    }
}
