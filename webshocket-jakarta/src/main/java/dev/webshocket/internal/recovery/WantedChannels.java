package dev.webshocket.internal.recovery;

import dev.webshocket.spi.extension.ChannelFilter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The channels of a shard that some subscriptions want from the log. Immutable; safe for use by any thread.
 *
 * @param coverages those that the log has messages of the shard for
 * @param names their names; empty if patterns are among them
 */
record WantedChannels(List<Coverage> coverages, Optional<Set<String>> names) implements ChannelFilter {

    /** Chooses those of some subscriptions. */
    static WantedChannels of(int shard, Collection<Coverage> coverages) {
        List<Coverage> wanted = coverages.stream()
                .filter(coverage -> coverage.isKept() && coverage.has(shard))
                .toList();
        boolean known = wanted.stream().allMatch(Coverage::isName);
        return new WantedChannels(
                wanted,
                known
                        ? Optional.of(wanted.stream().map(Coverage::text).collect(Collectors.toUnmodifiableSet()))
                        : Optional.empty());
    }

    @Override
    public boolean test(String channel) {
        return names.map(known -> known.contains(channel))
                .orElseGet(() -> coverages.stream().anyMatch(coverage -> coverage.matches(channel)));
    }
}
