package dev.webshocket.internal.description;

import dev.webshocket.ChannelRule;
import dev.webshocket.internal.channel.GlobPattern;
import dev.webshocket.internal.model.PublishedChannel;
import dev.webshocket.internal.model.RpcMethodModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The channels of one name or pattern: what is published to them, by which services, and by which rule. For one thread. */
final class DescribedChannel {

    private final String pattern;
    private final Set<PublishedChannel> published = new LinkedHashSet<>();
    private final Map<String, Set<RpcMethodModel>> publishers = new LinkedHashMap<>();

    DescribedChannel(String pattern) {
        this.pattern = pattern;
    }

    /** Adds what methods of a service publish. */
    void add(String path, PublishedChannel channel, Set<RpcMethodModel> by) {
        publishers.computeIfAbsent(path, p -> new LinkedHashSet<>()).addAll(by);
        published.add(channel);
    }

    String pattern() {
        return pattern;
    }

    List<PublishedChannel> published() {
        return new ArrayList<>(published);
    }

    /** Returns the methods that publish to them, by the paths of their services; empty if none says so. */
    Map<String, Set<RpcMethodModel>> publishers() {
        return publishers;
    }

    /** Returns the rule that counts: the first one whose pattern matches. */
    Optional<ChannelRule> rule(List<ChannelRule> rules) {
        return rules.stream()
                .filter(rule -> GlobPattern.compile(rule.pattern()).matches(pattern))
                .findFirst();
    }
}
