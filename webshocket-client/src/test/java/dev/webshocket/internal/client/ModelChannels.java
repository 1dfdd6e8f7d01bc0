package dev.webshocket.internal.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A server's channels with history as the protocol describes them, for one client: a plain model. For one thread. */
final class ModelChannels {

    static final int SHARDS = 3;

    /** A message; {@code number} counts those of its channel. */
    record Message(String channel, int shard, long offset, int number) {}

    /** What a session sends: a message with its position, or a gap. */
    record Sent(Message message, String position, String gap) {}

    private final int kept;
    private final List<List<Message>> shards = new ArrayList<>();
    private final Map<String, Integer> published = new HashMap<>();
    private String epoch = "e1";
    private int epochs = 1;

    /** Makes channels without a message, of which each keeps so many. */
    ModelChannels(int kept) {
        this.kept = kept;
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new ArrayList<>());
        }
    }

    static int shardOf(String channel) {
        return Math.floorMod(channel.hashCode(), SHARDS);
    }

    int published(String channel) {
        return published.getOrDefault(channel, 0);
    }

    Message publish(String channel) {
        List<Message> shard = shards.get(shardOf(channel));
        Message message =
                new Message(channel, shardOf(channel), shard.size() + 1L, published.merge(channel, 1, Integer::sum));
        shard.add(message);
        return message;
    }

    /** Loses all that was kept. */
    void forget() {
        epoch = "e" + ++epochs;
        shards.forEach(List::clear);
    }

    String position(int shard, long offset) {
        return epoch + "." + shard + "." + offset;
    }

    List<String> heads() {
        List<String> heads = new ArrayList<>();
        for (int i = 0; i < SHARDS; i++) {
            heads.add(position(i, shards.get(i).size()));
        }
        return heads;
    }

    private boolean isKept(Message message) {
        return published(message.channel()) - message.number() < kept;
    }

    /** One session of the client. */
    final class Session {

        private final Map<Integer, Long> base = new HashMap<>();
        private final boolean catchesUp;
        /** For each subscription the channels, and how far each shard has been read; absent once it is live. */
        private final Map<String, Set<String>> subscriptions = new LinkedHashMap<>();

        private final Map<String, Map<Integer, Long>> reading = new LinkedHashMap<>();
        private final Set<String> owned = new HashSet<>();
        private final List<Sent> outbox = new ArrayList<>();

        Session(List<String> positions) {
            this.catchesUp = !positions.isEmpty();
            for (String text : positions) {
                ReadPosition position = ReadPosition.parse(text);
                if (position.epoch().equals(epoch)) {
                    base.put(Integer.parseInt(position.shard().substring(epoch.length() + 1)), position.offset());
                }
            }
        }

        List<Sent> outbox() {
            return outbox;
        }

        boolean isLive() {
            return reading.isEmpty();
        }

        /** Subscribes; the channels are those that no other subscription has. */
        void subscribe(String name, Collection<String> channels) {
            Set<String> own = new HashSet<>(channels);
            own.removeAll(owned);
            owned.addAll(own);
            subscriptions.put(name, own);
            if (!catchesUp) {
                return;
            }
            Map<Integer, Long> cursors = new HashMap<>();
            for (int shard = 0; shard < SHARDS; shard++) {
                if (base.containsKey(shard)) {
                    cursors.put(shard, base.get(shard));
                } else {
                    // Another epoch: all that was kept before is lost.
                    outbox.add(new Sent(null, null, name));
                }
            }
            if (!cursors.isEmpty()) {
                reading.put(name, cursors);
            }
        }

        /** The server has lost what was kept, and says so. */
        void forgotten() {
            base.clear();
            reading.clear();
            subscriptions.keySet().forEach(name -> outbox.add(new Sent(null, null, name)));
        }

        void published(Message message) {
            subscriptions.forEach((name, channels) -> {
                if (channels.contains(message.channel()) && !reading.containsKey(name)) {
                    send(message);
                }
            });
        }

        private void send(Message message) {
            outbox.add(new Sent(message, position(message.shard(), message.offset()), null));
        }

        /** Reads one message further in each shard of each subscription that catches up. */
        void read() {
            for (String name : List.copyOf(reading.keySet())) {
                Map<Integer, Long> cursors = reading.get(name);
                boolean atHead = true;
                for (Map.Entry<Integer, Long> cursor : cursors.entrySet()) {
                    List<Message> shard = shards.get(cursor.getKey());
                    if (cursor.getValue() < shard.size()) {
                        Message message = shard.get(cursor.getValue().intValue());
                        cursor.setValue(cursor.getValue() + 1);
                        if (subscriptions.get(name).contains(message.channel())) {
                            readMessage(name, message);
                        }
                    }
                    atHead &= cursor.getValue() == shard.size();
                }
                if (atHead) {
                    reading.remove(name);
                }
            }
        }

        private void readMessage(String name, Message message) {
            if (isKept(message)) {
                send(message);
            } else {
                outbox.add(new Sent(null, null, name));
            }
        }
    }
}
