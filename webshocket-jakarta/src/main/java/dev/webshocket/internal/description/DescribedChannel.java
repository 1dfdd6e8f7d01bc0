package dev.webshocket.internal.description;

import dev.webshocket.ChannelRule;
import dev.webshocket.internal.channel.GlobPattern;
import dev.webshocket.internal.model.PublishedChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The channels of one name or pattern: what is published to them, by which services, and by which rule. For one thread. */
final class DescribedChannel {

    private final String pattern;
    private final Set<PublishedChannel> published = new LinkedHashSet<>();
    private final Set<String> paths = new LinkedHashSet<>();

    DescribedChannel(String pattern) {
        this.pattern = pattern;
    }

    /** Adds what a service publishes. */
    void add(String path, PublishedChannel channel) {
        paths.add(path);
        published.add(channel);
    }

    String pattern() {
        return pattern;
    }

    List<PublishedChannel> published() {
        return new ArrayList<>(published);
    }

    /** Returns the paths of the services that publish to them; empty if none says so. */
    Set<String> paths() {
        return paths;
    }

    /** Returns the rule that counts: the first one whose pattern matches. */
    Optional<ChannelRule> rule(List<ChannelRule> rules) {
        return rules.stream()
                .filter(rule -> GlobPattern.compile(rule.pattern()).matches(pattern))
                .findFirst();
    }
}
