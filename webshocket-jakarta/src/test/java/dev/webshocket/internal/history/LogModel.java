package dev.webshocket.internal.history;

import dev.webshocket.ChannelRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a log of messages should keep, in the simplest form: a list of all that was ever appended. For one thread. */
final class LogModel {

    /** A message that was appended; it stays here when it is forgotten. */
    static final class Message {
        final String channel;
        final int shard;
        final long offset;
        final long time;
        final String text;
        boolean kept = true;

        Message(String channel, int shard, long offset, long time, String text) {
            this.channel = channel;
            this.shard = shard;
            this.offset = offset;
            this.time = time;
            this.text = text;
        }

        @Override
        public String toString() {
            return channel + '@' + shard + '.' + offset + (kept ? "" : " forgotten");
        }
    }

    private final List<Message> messages = new ArrayList<>();
    private final Map<String, ChannelRule> rules = new HashMap<>();
    private final long[] heads = new long[16];

    Message append(String channel, int shard, String text, ChannelRule rule, long now) {
        Message message = new Message(channel, shard, ++heads[shard], now, text);
        messages.add(message);
        rules.put(channel, rule);
        List<Message> kept = kept(channel);
        for (int i = 0; i < kept.size() - rule.historySize(); i++) {
            kept.get(i).kept = false;
        }
        return message;
    }

    /** Forgets what is too old. */
    void expire(long now) {
        for (Message message : messages) {
            message.kept &= now - message.time
                    <= rules.get(message.channel).historyAge().toMillis();
        }
    }

    long head(int shard) {
        return heads[shard];
    }

    List<Message> kept(String channel) {
        return messages.stream()
                .filter(message -> message.kept && message.channel.equals(channel))
                .toList();
    }

    /** Returns all that is kept, the oldest first, as the log forgets them for want of room. */
    List<Message> allKept() {
        return messages.stream()
                .filter(message -> message.kept)
                .sorted(Comparator.<Message>comparingLong(message -> message.time)
                        .thenComparingInt(message -> message.shard)
                        .thenComparingLong(message -> message.offset))
                .toList();
    }

    List<Message> keptBeyond(int shard, long after, Predicate<String> channels) {
        return messages.stream()
                .filter(message -> message.kept && message.shard == shard && message.offset > after)
                .filter(message -> channels.test(message.channel))
                .toList();
    }

    /** Returns the channels that have forgotten a message beyond an offset. */
    Set<String> lostBeyond(int shard, long after, Predicate<String> channels) {
        Set<String> lost = new TreeSet<>();
        for (Message message : messages) {
            if (!message.kept && message.shard == shard && message.offset > after && channels.test(message.channel)) {
                lost.add(message.channel);
            }
        }
        return lost;
    }
}
