package dev.webshocket.internal.live;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Connections;
import dev.webshocket.LiveFigures.ChannelSize;
import dev.webshocket.internal.channel.GlobPattern;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the open connections and their subscriptions, by looking at each of them.
 *
 * @param connections how many are open
 * @param suspended how many of these wait for their clients
 * @param channels those with the most subscribers, the largest first
 */
record Census(int connections, int suspended, List<ChannelSize> channels) {

    /** How many channels are told. */
    static final int CHANNELS = 20;

    private static final Comparator<ChannelSize> LARGEST_FIRST =
            Comparator.comparingInt(ChannelSize::subscribers).reversed().thenComparing(ChannelSize::name);

    static Census of(Connections connections, Channels channels) {
        List<ClientConnection> open = connections.list();
        Map<String, Integer> subscriptions = new HashMap<>();
        int suspended = 0;
        for (ClientConnection each : open) {
            suspended += each.isLinked() ? 0 : 1;
            each.subscriptions().forEach(name -> subscriptions.merge(name, 1, Integer::sum));
        }
        return new Census(open.size(), suspended, largest(subscriptions, channels));
    }

    private static List<ChannelSize> largest(Map<String, Integer> subscriptions, Channels channels) {
        int all = subscriptions.size();
        subscriptions.keySet().removeIf(name -> !GlobPattern.compile(name).isLiteral());
        boolean patterns = subscriptions.size() < all;
        return subscriptions.entrySet().stream()
                .map(each -> new ChannelSize(each.getKey(), each.getValue()))
                .sorted(LARGEST_FIRST)
                .limit(CHANNELS)
                // Only these are asked for: it takes time to find all subscribers by pattern.
                .map(each -> patterns ? withPatterns(each, channels) : each)
                .sorted(LARGEST_FIRST)
                .toList();
    }

    private static ChannelSize withPatterns(ChannelSize counted, Channels channels) {
        return new ChannelSize(
                counted.name(), channels.subscribers(counted.name()).size());
    }
}
