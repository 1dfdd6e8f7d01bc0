package dev.webshocket.internal.recovery;

import dev.webshocket.ChannelRule;
import dev.webshocket.internal.channel.GlobPattern;
import dev.webshocket.internal.recovery.RecoveringClient.Gap;
import dev.webshocket.internal.recovery.RecoveringClient.Message;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.Publication;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A log, a server's connection and its client, of which every step is the test's. For one thread. */
final class RecoveryWorld {

    static final List<String> CHANNELS = List.of("a.1", "a.2", "a.3", "b.1", "b.2", "p.1", "p.2");
    static final List<String> SUBSCRIPTIONS =
            List.of("a.1", "a.2", "b.1", "p.1", "a.*", "*.2", "b.?", "p.*", "*", "?.1");
    static final int SHARDS = 3;

    private static final int ROOM = 4;

    private final Random random;
    private final SteppedLog log;
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    private final Map<LogPosition, Message> published = new HashMap<>();
    private final Set<Message> kept = new LinkedHashSet<>();
    private int numbers;

    private final RecoveringClient client = new RecoveringClient();

    // The current session.
    private final Set<String> subscriptions = new LinkedHashSet<>();
    private final Set<String> coveredOnce = new HashSet<>();
    private Deque<Object> queue = new ArrayDeque<>();
    private final List<Runnable> waiters = new ArrayList<>();
    private Recovery recovery;
    private KnownPositions known;
    /** What is left of the subscribing that has begun, to be run one after the other; the registry does one at a time. */
    private final Deque<Runnable> subscribing = new ArrayDeque<>();

    private boolean registering;
    /** The channels of the subscriptions that the registry does not have yet, and which begin somewhere else than now. */
    private final Set<String> begun = new HashSet<>();
    /** Messages that a subscription has asked for only if they are among the latest. */
    private final Set<Message> wished = new HashSet<>();

    private boolean excused;
    private final boolean drops;
    private final boolean forgets;
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
        log.follow(this::appended);
    }

    private final class Output implements RecoveryOutput {

        private final Deque<Object> mine = queue;

        @Override
        public boolean hasRoom() {
            return draining || mine.size() < ROOM;
        }

        @Override
        public boolean whenRoom(Runnable action) {
            if (hasRoom()) {
                return false;
            }
            waiters.add(action);
            return true;
        }

        @Override
        public void send(LogEntry entry) {
            mine.add(published.get(entry.position()));
        }

        @Override
        public void gap(List<String> texts) {
            if (texts.stream().anyMatch(text -> text.startsWith("p."))) {
                throw new AssertionError("a gap of the latest only: " + texts);
            }
            mine.addFirst(new Gap(texts, gone(texts), excused, client.repeats()));
        }
    }

    private List<Message> gone(List<String> texts) {
        return published.values().stream()
                .filter(message -> !message.latestOnly() && RecoveringClient.matches(texts, message.channel()))
                .filter(message -> !kept.contains(message))
                .filter(message -> client.lacks(message))
                .toList();
    }

    private Runnable appended(LogEntry entry) {
        Message message = published.get(entry.position());
        boolean wanted = RecoveringClient.matches(List.copyOf(subscriptions), entry.channel());
        if (wanted && (recovery == null || recovery.admits(entry.position()))) {
            deliver(message);
        }
        return () -> {};
    }

    private void deliver(Message message) {
        if (!drops || draining || queue.size() < ROOM) {
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
        ChannelRule rule = WorldRules.of(channel);
        LogPosition head = log.append(new Publication(channel, new byte[0], new byte[0], rule, Set.of()))
                .toCompletableFuture()
                .join();
        Message message = new Message(numbers++, channel, head, rule.latestOnly());
        published.put(head, message);
        kept.add(message);
        refreshKept();
        if (isCovered(channel) || begun.contains(channel)) {
            client.needs(message);
        } else if (registering) {
            client.mayNeed(message);
        }
    }

    /** Notes what the log has forgotten. */
    private void refreshKept() {
        Set<LogPosition> all = log.kept();
        kept.removeIf(message -> !all.contains(message.position()));
        // What only the latest of counts for may be lost without a gap.
        CHANNELS.stream()
                .filter(channel -> WorldRules.of(channel).latestOnly())
                .forEach(channel -> client.due(channel).retainAll(kept));
        client.needsNoMore(
                wished.stream().filter(message -> !kept.contains(message)).toList());
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
        registering = false;
        begun.clear();
        subscriptions.clear();
        coveredOnce.clear();
        // A new session must ask for them again.
        client.needsNoMore(List.copyOf(wished));
        wished.clear();
        queue = new ArrayDeque<>();
        excused = forgets;
        List<String> hello = client.hello(log.heads(), comesBack);
        known = KnownPositions.read(hello, log.heads()).orElse(null);
        recovery = known == null ? null : recovery(known);
        // A pattern may have channels in any shard that was lost.
        excused |= known != null && IntStream.range(0, SHARDS).anyMatch(known::hasLost);
    }

    private Recovery recovery(KnownPositions positions) {
        return new Recovery(log, WorldRules.GAPS, positions, new Output(), tasks::add, WorldRules.QUIET);
    }

    void subscribe(List<String> texts) {
        register();
        List<String> fresh =
                texts.stream().filter(text -> !subscriptions.contains(text)).toList();
        if (recovery != null && !recovery.add(fresh)) {
            recovery = null;
        }
        untold().forEach(client::mayNeed);
        for (String channel : CHANNELS) {
            if (RecoveringClient.matches(fresh, channel) && !isCovered(channel) && coveredOnce.add(channel)) {
                missed(channel).forEach(client::needs);
                if (known != null && known.start(log.shardOf(channel)) != null) {
                    begun.add(channel);
                }
            }
        }
        register(() -> subscriptions.addAll(fresh));
    }

    /** Begins to subscribe, of which the rest comes in two steps. */
    private void register(Runnable registration) {
        Recovery current = recovery;
        registering = true;
        subscribing.add(() -> {
            registering = false;
            begun.clear();
            registration.run();
        });
        subscribing.add(() -> {
            if (current != null) {
                current.subscribed(log::told);
            }
        });
    }

    /** Ends the step that changes the registry. */
    private void register() {
        while (registering) {
            goOn();
        }
    }

    /** Goes on with subscribing. */
    void goOn() {
        Runnable next = subscribing.poll();
        if (next != null) {
            next.run();
        }
    }

    /** Returns the messages that followers have not been told, or are being told. */
    private List<Message> untold() {
        List<LogPosition> heads = log.heads();
        return published.values().stream()
                .filter(message -> {
                    LogPosition head = heads.get(message.position().shard());
                    return message.position().epoch().equals(head.epoch())
                            && message.position().offset() > head.offset();
                })
                .toList();
    }

    private List<Message> missed(String channel) {
        LogPosition start = known == null ? null : known.start(log.shardOf(channel));
        return start == null
                ? List.of()
                : published.values().stream()
                        .filter(message -> message.channel().equals(channel))
                        .filter(message -> message.position().epoch().equals(start.epoch())
                                && message.position().offset() > start.offset())
                        .filter(message -> !message.latestOnly() || kept.contains(message))
                        .toList();
    }

    void subscribeLatest(String channel, int count) {
        register();
        if (isCovered(channel) || coveredOnce.contains(channel) || known != null) {
            return;
        }
        long told = log.told(log.shardOf(channel)).offset();
        List<Message> all = kept.stream()
                .filter(message -> message.channel().equals(channel))
                .toList();
        List<Message> latest = all.stream()
                .filter(message -> message.position().offset() <= told)
                .toList();
        orNew().addLatest(channel, count);
        coveredOnce.add(channel);
        client.beginsAnew(channel);
        List<Message> asked = latest.subList(Math.max(0, latest.size() - count), latest.size());
        wished.addAll(asked);
        asked.forEach(client::needs);
        all.subList(latest.size(), all.size()).forEach(client::needs);
        begun.add(channel);
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
        register();
        if (subscriptions.remove(text)) {
            if (recovery != null) {
                recovery.remove(List.of(text));
            }
            CHANNELS.stream().filter(channel -> !isCovered(channel)).forEach(client::needsNoMore);
            client.needsNoMore(wished.stream()
                    .filter(message -> message.channel().equals(text))
                    .toList());
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
        if (queue.size() < ROOM) {
            List<Runnable> woken = List.copyOf(waiters);
            waiters.clear();
            woken.forEach(Runnable::run);
        }
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
