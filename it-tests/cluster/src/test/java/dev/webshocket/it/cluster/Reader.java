package dev.webshocket.it.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one subscriber has received: for each channel its messages, in pieces. A new piece begins where the subscriber may have missed
 * some: where it was told of a gap or, on version 1, where it came back. Safe for use by any thread.
 */
final class Reader {

    private final String name;
    private final Map<String, List<List<Message>>> pieces = new HashMap<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<Long> latencies = new ArrayList<>();
    private int breaks;

    Reader(String name) {
        this.name = name;
    }

    /** Takes a message. */
    synchronized void message(String channel, Object data) {
        Message message = Message.of(data);
        latencies.add(System.nanoTime() - message.sent());
        List<List<Message>> ofChannel = pieces.computeIfAbsent(channel, key -> new ArrayList<>());
        while (ofChannel.size() <= breaks) {
            ofChannel.add(new ArrayList<>());
        }
        ofChannel.get(breaks).add(message);
    }

    /** Learns that messages may be missing from here on. */
    synchronized void breakOff() {
        breaks++;
    }

    /** Learns that messages of these subscriptions were lost. */
    synchronized void gap(List<String> subscriptions) {
        gaps.addAll(subscriptions);
        breaks++;
    }

    synchronized int breaks() {
        return breaks;
    }

    synchronized List<String> gaps() {
        return List.copyOf(gaps);
    }

    /** Returns the pieces of a channel that have messages, the oldest first. */
    synchronized List<List<Message>> pieces(String channel) {
        return pieces.getOrDefault(channel, List.of()).stream()
                .filter(piece -> !piece.isEmpty())
                .map(List::copyOf)
                .toList();
    }

    /** Returns all messages of a channel, in the order of their arrival. */
    List<Message> messages(String channel) {
        return pieces(channel).stream().flatMap(List::stream).toList();
    }

    synchronized boolean has(String channel, Message message) {
        List<List<Message>> ofChannel = pieces.getOrDefault(channel, List.of());
        return !ofChannel.isEmpty() && ofChannel.get(ofChannel.size() - 1).contains(message);
    }

    /** Returns the times from publish to receipt, in nanoseconds. */
    synchronized List<Long> latencies() {
        return List.copyOf(latencies);
    }

    @Override
    public String toString() {
        return name;
    }
}
