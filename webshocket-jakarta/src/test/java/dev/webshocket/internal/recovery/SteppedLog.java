package dev.webshocket.internal.recovery;

import dev.webshocket.ChannelRule;
import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A log whose every step is the test's: followers are told, and reads are answered, when the test says so. It knows which messages it
 * has forgotten. For one thread.
 */
final class SteppedLog implements MessageLog {

    /** A shard: its messages, which one its followers have been told, and up to which one they can be read. */
    private static final class Shard {
        private String epoch;
        private final List<LogEntry> entries = new ArrayList<>();
        private final Map<String, Long> forgotten = new HashMap<>();
        private final Deque<LogEntry> untold = new ArrayDeque<>();
        private long appended;
        private long told;
        private long shown;
        private String toldChannel;
        private long unknown;

        private Shard(String epoch) {
            this.epoch = epoch;
        }
    }

    private final List<Shard> shards = new ArrayList<>();
    private final List<Follower> followers = new ArrayList<>();
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private final BooleanSupplier fails;
    private final BooleanSupplier late;
    private final Map<String, Integer> sizes = new HashMap<>();
    private final boolean early;
    private int epochs;

    /**
     * Makes an empty log.
     *
     * @param early whether messages may be forgotten before followers have been told of them
     * @param fails tells whether the next read fails
     * @param late tells whether the next read is answered later
     */
    SteppedLog(int shards, boolean early, BooleanSupplier fails, BooleanSupplier late) {
        this.early = early;
        this.fails = fails;
        this.late = late;
        for (int i = 0; i < shards; i++) {
            this.shards.add(new Shard("e" + epochs++));
        }
    }

    @Override
    public List<LogPosition> heads() {
        List<LogPosition> heads = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            heads.add(new LogPosition(shards.get(i).epoch, i, shards.get(i).shown));
        }
        return heads;
    }

    @Override
    public int shardOf(String channel) {
        return channel.charAt(channel.length() - 1) % shards.size();
    }

    @Override
    public CompletionStage<LogPosition> append(Publication publication) {
        ChannelRule rule = publication.rule();
        int number = shardOf(publication.channel());
        Shard shard = shards.get(number);
        LogPosition position = new LogPosition(shard.epoch, number, ++shard.appended);
        LogEntry entry = new LogEntry(
                position,
                0,
                publication.channel(),
                publication.json(),
                publication.messagePack(),
                publication.except());
        shard.entries.add(entry);
        shard.untold.add(entry);
        sizes.put(publication.channel(), rule.historySize());
        if (early) {
            trim(shard, publication.channel());
        }
        return CompletableFuture.completedStage(position);
    }

    private void trim(Shard shard, String channel) {
        while (of(shard, channel).size() > sizes.get(channel)) {
            forget(shard, of(shard, channel).get(0));
        }
    }

    private static List<LogEntry> of(Shard shard, String channel) {
        return shard.entries.stream()
                .filter(entry -> entry.channel().equals(channel))
                .toList();
    }

    private static void forget(Shard shard, LogEntry entry) {
        shard.entries.remove(entry);
        shard.forgotten.merge(entry.channel(), entry.position().offset(), Math::max);
    }

    /** Tells the followers of the next message of a shard, if there is one, and shows it in the heads. */
    void tell(int number) {
        begin(number);
        show(number);
    }

    /** Tells the followers of the next message of a shard, if there is one; the heads do not show it yet. */
    void begin(int number) {
        show(number);
        Shard shard = shards.get(number);
        LogEntry entry = shard.untold.poll();
        if (entry != null) {
            followers.forEach(follower -> follower.appended(entry).run());
            shard.told = entry.position().offset();
            shard.toldChannel = entry.channel();
        }
    }

    /** Shows what followers have been told. */
    void show(int number) {
        Shard shard = shards.get(number);
        if (shard.shown < shard.told) {
            shard.shown = shard.told;
            trim(shard, shard.toldChannel);
        }
    }

    /** Returns which message of a shard followers have been told last. */
    LogPosition told(int number) {
        return new LogPosition(shards.get(number).epoch, number, shards.get(number).told);
    }

    /** Forgets all messages of a channel that followers have been told, and the channel itself. */
    void forgetChannel(String channel) {
        Shard shard = shards.get(shardOf(channel));
        of(shard, channel).stream()
                .filter(entry -> entry.position().offset() <= shard.shown)
                .forEach(entry -> forget(shard, entry));
        if (of(shard, channel).isEmpty() && shard.forgotten.containsKey(channel)) {
            shard.unknown = Math.max(shard.unknown, shard.forgotten.remove(channel));
        }
    }

    /** Returns the positions of all messages that are kept. */
    Set<LogPosition> kept() {
        return shards.stream()
                .flatMap(shard -> shard.entries.stream())
                .map(LogEntry::position)
                .collect(Collectors.toSet());
    }

    /** Loses a shard, which begins anew. */
    void lose(int number) {
        shards.set(number, new Shard("e" + epochs++));
    }

    /**
     * Loses a shard while it is followed. It begins anew, and has got further before its followers are told.
     *
     * @param meanwhile publishes to the shard of the new epoch
     * @return the last of these messages
     */
    LogPosition loseWhileFollowed(int number, Runnable meanwhile) {
        lose(number);
        meanwhile.run();
        return skip(number);
    }

    /** Goes on behind the newest message of a shard; its followers are told that they have missed those before. */
    LogPosition skip(int number) {
        Shard shard = shards.get(number);
        shard.untold.clear();
        shard.told = shard.appended;
        boolean shownBefore = shard.told % 2 == 0;
        shard.shown = shownBefore ? shard.told : shard.shown;
        LogPosition head = told(number);
        followers.forEach(follower -> follower.lost(head).run());
        shard.shown = shard.told;
        shard.entries.stream().map(LogEntry::channel).distinct().toList().forEach(channel -> trim(shard, channel));
        return head;
    }

    /** Answers the oldest read that waits. */
    void answer() {
        Runnable answer = answers.poll();
        if (answer != null) {
            answer.run();
        }
    }

    @Override
    public AutoCloseable follow(Follower follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    @Override
    public CompletionStage<LogPage> read(LogPosition after, ChannelFilter channels, int limit) {
        return answered(() -> page(after, channels, Math.min(limit, 3)));
    }

    private <T> CompletionStage<T> answered(Supplier<T> answer) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        Runnable complete = fails.getAsBoolean()
                ? () -> stage.completeExceptionally(new IllegalStateException("the log is away"))
                : () -> stage.complete(answer.get());
        if (late.getAsBoolean()) {
            answers.add(complete);
        } else {
            complete.run();
        }
        return stage;
    }

    private LogPage page(LogPosition after, ChannelFilter channels, int limit) {
        Shard shard = shards.get(after.shard());
        if (!after.epoch().equals(shard.epoch)) {
            return new LogPage(
                    List.of(), Map.of(), shard.appended, new LogPosition(shard.epoch, after.shard(), shard.appended));
        }
        long end = Math.max(after.offset(), shard.shown);
        List<LogEntry> found = shard.entries.stream()
                .filter(entry -> entry.position().offset() > after.offset()
                        && entry.position().offset() <= end
                        && channels.test(entry.channel()))
                .toList();
        Map<String, Long> lost = new HashMap<>();
        shard.forgotten.forEach((channel, offset) -> {
            if (offset > after.offset() && channels.test(channel)) {
                lost.put(channel, offset);
            }
        });
        List<LogEntry> page = found.subList(0, Math.min(limit, found.size()));
        long next = found.size() > limit ? page.get(limit - 1).position().offset() : end;
        return new LogPage(page, lost, shard.unknown, new LogPosition(shard.epoch, after.shard(), next));
    }

    @Override
    public CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before) {
        return answered(() -> {
            Shard shard = shards.get(shardOf(channel));
            List<LogEntry> all = of(shard, channel).stream()
                    .filter(entry -> entry.position().offset() < before.offset())
                    .filter(entry -> entry.position().offset() <= shard.shown)
                    .toList();
            return all.subList(Math.max(0, all.size() - limit), all.size());
        });
    }

    @Override
    public void close() {
        shards.clear();
    }
}
