package dev.webshocket.internal.recovery;

import static dev.webshocket.internal.recovery.WorldRules.CHANNELS;
import static dev.webshocket.internal.recovery.WorldRules.SHARDS;

import dev.webshocket.internal.channel.GlobPattern;
import dev.webshocket.internal.recovery.RecoveringClient.Gap;
import dev.webshocket.internal.recovery.RecoveringClient.Message;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A log, a server's connection and its client, of which every step is the test's. For one thread. */
final class RecoveryWorld implements MessageLog.Follower {

    private final Random random;
    private final SteppedLog log;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    /** The last message of each shard. */
    private final List<LogPosition> delivered;

    private final PublishedMessages published;
    private final RecoveringClient client = new RecoveringClient();
    private final Set<String> subscriptions = new LinkedHashSet<>();
    private final Set<String> coveredOnce = new HashSet<>();
    private SessionQueue queue = newQueue();
    private Recovery recovery;
    private KnownPositions known;
    private final Subscribing subscribing = new Subscribing();
    private final AskedMessages asked = new AskedMessages(client);

    private final boolean drops;
    private final boolean forgets;
    private boolean excused;
    private boolean failed;
    private boolean draining;

    RecoveryWorld(long seed) {
        this.random = new Random(seed);
        boolean unreliable = random.nextInt(4) == 0;
        boolean slow = random.nextBoolean();
        this.drops = random.nextInt(3) == 0;
        this.forgets = random.nextInt(5) == 0;
        this.log = new SteppedLog(
                SHARDS,
                forgets,
                () -> {
                    boolean fails = unreliable && !draining && random.nextInt(10) == 0;
                    excused |= fails;
                    failed |= fails;
                    return fails;
                },
                () -> slow && !draining && random.nextBoolean());
        this.published = new PublishedMessages(log);
        this.delivered = new ArrayList<>(log.heads());
        log.follow(this);
    }

    private SessionQueue newQueue() {
        return new SessionQueue(
                () -> draining,
                entry -> published.at(entry.position()),
                texts -> new Gap(texts, gone(texts), excused, client.repeats()));
    }

    private List<Message> gone(List<String> texts) {
        return published
                .all()
                .filter(message -> !message.latestOnly() && RecoveringClient.matches(texts, message.channel()))
                .filter(published::isGone)
                .filter(message -> client.lacks(message))
                .toList();
    }

    @Override
    public Runnable appended(LogEntry entry) {
        Message message = published.at(entry.position());
        delivered.set(entry.position().shard(), entry.position());
        boolean wanted = RecoveringClient.matches(List.copyOf(subscriptions), entry.channel());
        if (wanted && (recovery == null || recovery.admits(entry.position()))) {
            deliver(message);
        }
        return () -> {};
    }

    @Override
    public Runnable lost(LogPosition head) {
        // While a subscription is being made nobody is told of a loss.
        subscribing.register();
        LogPosition before = delivered.set(head.shard(), head);
        boolean concerned =
                subscriptions.stream().anyMatch(each -> WorldRules.GAPS.keeps(each, head.shard(), log::shardOf));
        if (recovery == null && !concerned) {
            return () -> {};
        }
        while (recovery == null || !recovery.lost(before, head)) {
            recovery = recovery(null).with(List.copyOf(subscriptions), before);
            delivered.stream().filter(each -> each.shard() != head.shard()).forEach(recovery::offered);
        }
        return recovery::work;
    }

    /** Loses a shard while the session runs, of which other servers have published more when this one learns of it. */
    void loseWhileFollowed(int shard) {
        excused = true;
        LogPosition head = log.loseWhileFollowed(shard, () -> {
            CHANNELS.stream().filter(channel -> log.shardOf(channel) == shard).forEach(channel -> {
                if (random.nextBoolean()) {
                    publish(channel);
                }
            });
            refreshKept();
        });
        List<Message> gone = published.skip(head.epoch());
        // The latest only has no gap, and is the next one then.
        client.needsNoMore(gone.stream().filter(Message::latestOnly).toList());
        refreshKept();
    }

    /** Lets the server miss messages of a shard, some of which the log may have forgotten. */
    void skip(int shard) {
        log.skip(shard);
        refreshKept();
    }

    private void deliver(Message message) {
        if (!drops || queue.hasRoom()) {
            queue.add(message);
        } else if (!message.latestOnly()) {
            String owner = subscriptions.stream()
                    .filter(each -> GlobPattern.compile(each).matches(message.channel()))
                    .findFirst()
                    .orElseThrow();
            queue.addFirst(new Gap(List.of(owner), List.of(message), false, false));
        } else {
            client.needsNoMore(message.channel());
        }
    }

    void publish(String channel) {
        Message message = published.publish(channel);
        refreshKept();
        if (isCovered(channel) || subscribing.hasBegun(channel)) {
            client.needs(message);
        } else if (subscribing.isRegistering()) {
            client.mayNeed(message);
        }
    }

    /** Notes what the log has forgotten. */
    private void refreshKept() {
        published.refresh();
        Set<Message> kept = published.kept();
        // What only the latest of counts for may be lost without a gap.
        CHANNELS.stream()
                .filter(channel -> WorldRules.of(channel).latestOnly())
                .forEach(channel -> client.due(channel).retainAll(kept));
        asked.retain(kept);
    }

    private boolean isCovered(String channel) {
        return RecoveringClient.matches(List.copyOf(subscriptions), channel);
    }

    Set<String> covered() {
        return CHANNELS.stream().filter(this::isCovered).collect(Collectors.toSet());
    }

    /** Begins a session; the one before has ended. */
    void connect(boolean comesBack) {
        if (recovery != null) {
            recovery.end();
        }
        subscribing.clear();
        subscriptions.clear();
        coveredOnce.clear();
        asked.clear();
        queue = newQueue();
        excused = forgets;
        List<String> hello = client.hello(log.heads(), comesBack);
        known = KnownPositions.read(hello, log.heads()).orElse(null);
        recovery = known == null ? null : recovery(known);
        // A pattern may have channels in any shard that was lost.
        excused |= known != null && IntStream.range(0, SHARDS).anyMatch(known::hasLost);
    }

    private Recovery recovery(KnownPositions positions) {
        return new Recovery(log, WorldRules.GAPS, positions, queue, tasks::add, WorldRules.QUIET);
    }

    void subscribe(List<String> texts) {
        subscribing.register();
        List<String> fresh =
                texts.stream().filter(text -> !subscriptions.contains(text)).toList();
        if (recovery != null && !recovery.add(fresh)) {
            recovery = null;
        }
        published.untold().forEach(client::mayNeed);
        for (String channel : CHANNELS) {
            if (RecoveringClient.matches(fresh, channel) && !isCovered(channel) && coveredOnce.add(channel)) {
                missed(channel).forEach(client::needs);
                if (known != null && known.start(log.shardOf(channel)) != null) {
                    subscribing.beginsElsewhere(channel);
                }
            }
        }
        register(() -> subscriptions.addAll(fresh));
    }

    private void register(Runnable registration) {
        Recovery current = recovery;
        subscribing.begin(registration, () -> {
            if (current != null) {
                current.subscribed(log::told);
            }
        });
    }

    void goOn() {
        subscribing.goOn();
    }

    private List<Message> missed(String channel) {
        LogPosition start = known == null ? null : known.start(log.shardOf(channel));
        return start == null ? List.of() : published.after(start, channel);
    }

    void subscribeLatest(String channel, int count) {
        subscribing.register();
        if (isCovered(channel) || coveredOnce.contains(channel) || known != null) {
            return;
        }
        long told = log.told(log.shardOf(channel)).offset();
        List<Message> all = published.kept().stream()
                .filter(message -> message.channel().equals(channel))
                .toList();
        List<Message> latest = all.stream()
                .filter(message -> message.position().offset() <= told)
                .toList();
        orNew().addLatest(channel, count);
        coveredOnce.add(channel);
        client.beginsAnew(channel);
        asked.addLatest(latest.subList(Math.max(0, latest.size() - count), latest.size()));
        all.subList(latest.size(), all.size()).forEach(client::needs);
        subscribing.beginsElsewhere(channel);
        register(() -> subscriptions.add(channel));
    }

    /**
     * Subscribes to a channel from behind a message of its shard.
     *
     * @param back how many messages lie between
     * @param sameEpoch whether the log still has that epoch
     */
    void subscribeFrom(String channel, int back, boolean sameEpoch) {
        subscribing.register();
        if (isCovered(channel) || coveredOnce.contains(channel) || known != null) {
            return;
        }
        LogPosition told = log.told(log.shardOf(channel));
        LogPosition start =
                new LogPosition(sameEpoch ? told.epoch() : "none", told.shard(), Math.max(0, told.offset() - back));
        // What was before is lost without a trace, if it was there.
        excused |= !sameEpoch;
        orNew().offered(told);
        recovery.addFrom(channel, start);
        coveredOnce.add(channel);
        client.beginsAnew(channel);
        asked.addFrom(published.after(sameEpoch ? start : told, channel), told);
        subscribing.beginsElsewhere(channel);
        register(() -> subscriptions.add(channel));
    }

    private Recovery orNew() {
        if (recovery == null || recovery.endIfOver()) {
            recovery = recovery(null).with(List.copyOf(subscriptions));
            IntStream.range(0, SHARDS).mapToObj(log::told).forEach(recovery::offered);
        }
        return recovery;
    }

    void unsubscribe(String text) {
        subscribing.register();
        if (subscriptions.remove(text)) {
            if (recovery != null) {
                recovery.remove(List.of(text));
            }
            CHANNELS.stream().filter(channel -> !isCovered(channel)).forEach(client::needsNoMore);
            asked.remove(text);
        }
    }

    /** The time in which subscriptions are made anew is over, if all have caught up. */
    void forgetPositions() {
        drain();
        if (recovery != null) {
            recovery.forgetPositions();
            known = null;
            if (recovery.endIfOver()) {
                recovery = null;
            }
        }
        client.forgetOldPositions(covered());
    }

    void beat() {
        if (queue.isEmpty()) {
            for (LogPosition head : log.heads()) {
                if (recovery == null || !recovery.isBehind(head.shard())) {
                    client.read(head);
                }
            }
        }
    }

    void receive() {
        Object frame = queue.poll();
        if (frame instanceof Message message) {
            client.receive(message);
        } else if (frame instanceof Gap gap) {
            client.receive(gap);
        }
        queue.wake();
    }

    /** Tells the server of a message, or ends to do so. */
    void tell(int shard) {
        LogPosition before = log.told(shard);
        if (before.equals(log.heads().get(shard))) {
            log.begin(shard);
        } else {
            log.show(shard);
        }
        refreshKept();
    }

    void runTask() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }

    void answer() {
        log.answer();
    }

    void check() {
        if (recovery != null) {
            recovery.work();
        }
    }

    /** Forgets a channel, whose name the log does not keep. */
    void forgetChannel(String channel) {
        if (forgets) {
            log.forgetChannel(channel);
            refreshKept();
        }
    }

    /** Loses a shard while no session runs. */
    void lose(int shard) {
        log.lose(shard);
        delivered.set(shard, log.heads().get(shard));
        refreshKept();
    }

    /** Takes all steps that are left, and compares what the client has got with what it needs. */
    void drain() {
        draining = true;
        for (int i = 0; i < 300; i++) {
            goOn();
            IntStream.range(0, SHARDS).forEach(log::tell);
            refreshKept();
            log.answer();
            check();
            runTask();
            receive();
        }
        draining = false;
        if (failed) {
            // The latest only has no gap.
            CHANNELS.stream()
                    .filter(channel -> WorldRules.of(channel).latestOnly())
                    .forEach(client::needsNoMore);
        }
        client.check(covered());
    }
}
