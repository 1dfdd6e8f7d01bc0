package dev.webshocket.internal.channel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.webshocket.ChannelRule;
import dev.webshocket.ChannelRules;
import java.util.List;
import java.util.Optional;

/**
 * Finds the rule of a channel: the first whose pattern matches its name. Safe for use by any thread. Without rules it costs
 * nothing; with rules the answers for the latest names are kept.
 */
public final class ChannelRuleTable {

    private static final int NAMES = 10_000;

    private record Entry(GlobPattern pattern, Optional<ChannelRule> rule) {}

    private final List<Entry> entries;
    private final boolean keepsAny;
    private final boolean presenceInAny;
    private final Cache<String, Optional<ChannelRule>> found =
            Caffeine.newBuilder().maximumSize(NAMES).executor(Runnable::run).build();

    /** Reads the rules. */
    public ChannelRuleTable(ChannelRules rules) {
        entries = rules.rules().stream()
                .map(rule -> new Entry(GlobPattern.compile(rule.pattern()), Optional.of(rule)))
                .toList();
        keepsAny = rules.rules().stream().anyMatch(ChannelRule::keeps);
        presenceInAny = rules.rules().stream().anyMatch(ChannelRule::presence);
    }

    /**
     * Finds the rule of a channel.
     *
     * @param channel the channel's name
     * @return its rule; empty if there is none
     */
    public Optional<ChannelRule> of(String channel) {
        return entries.isEmpty() ? Optional.empty() : found.get(channel, this::find);
    }

    private Optional<ChannelRule> find(String channel) {
        for (Entry entry : entries) {
            if (entry.pattern().matches(channel)) {
                return entry.rule();
            }
        }
        return Optional.empty();
    }

    /** Tells whether the channels of any rule keep messages. */
    public boolean keepsAny() {
        return keepsAny;
    }

    /** Tells whether a channel knows its members. */
    public boolean hasPresence(String channel) {
        return presenceInAny && of(channel).filter(ChannelRule::presence).isPresent();
    }

    /** Tells whether a subscription may bring changes of members. */
    boolean mayHavePresence(GlobPattern subscription) {
        return subscription.isLiteral()
                ? hasPresence(subscription.text())
                : entries.stream()
                        .anyMatch(entry ->
                                entry.rule().orElseThrow().presence() && mayMeet(subscription, entry.pattern()));
    }

    /** Tells whether a channel may match both: not if they begin with different texts. */
    private static boolean mayMeet(GlobPattern one, GlobPattern other) {
        return one.prefix().startsWith(other.prefix()) || other.prefix().startsWith(one.prefix());
    }

    /** Tells whether the channels of any rule know their members. */
    public boolean presenceInAny() {
        return presenceInAny;
    }
}
