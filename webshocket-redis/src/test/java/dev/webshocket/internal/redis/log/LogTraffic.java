package dev.webshocket.internal.redis.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ChannelException;
import dev.webshocket.ChannelRule;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Publishers that append numbered messages to the logs of several servers, and the check of what followers have got of them. Each
 * publisher appends the next message without waiting for the one before. Safe for use by any thread.
 */
final class LogTraffic {

    private static final ChannelRule RULE = Followed.keep(100, Duration.ofHours(1));
    private static final int CHANNELS = 5;

    private final List<MessageLog> logs;
    private final List<Followed> followers = new ArrayList<>();
    private final List<Thread> publishers = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    /** What has become of each message: its position, or the code of the failure. */
    private final Map<String, Object> outcomes = new ConcurrentHashMap<>();

    private final AtomicInteger published = new AtomicInteger();

    LogTraffic(List<MessageLog> logs) {
        this.logs = logs;
        for (MessageLog log : logs) {
            Followed followed = new Followed();
            log.follow(followed);
            followers.add(followed);
        }
    }

    /** Starts publishers, in turn on the logs; half of the channels keep messages. */
    void start(int count, Duration between) {
        for (int i = 0; i < count; i++) {
            int publisher = i;
            Thread thread = new Thread(() -> publish(publisher, between), "publisher-" + i);
            thread.setDaemon(true);
            publishers.add(thread);
            thread.start();
        }
    }

    private void publish(int publisher, Duration between) {
        MessageLog log = logs.get(publisher % logs.size());
        for (int number = 0; !stopped.get(); number++) {
            int channel = number % CHANNELS;
            String text = publisher + "/" + channel + "/" + number;
            published.incrementAndGet();
            log.append(Followed.message("channel " + channel, text, channel % 2 == 0 ? RULE : null))
                    .whenComplete(
                            (position, failure) -> outcomes.put(text, failure == null ? position : codeOf(failure)));
            try {
                TimeUnit.NANOSECONDS.sleep(between.toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String codeOf(Throwable failure) {
        Throwable root = failure instanceof ChannelException ? failure : failure.getCause();
        String text = String.valueOf(root == null ? failure : root.getMessage());
        int code = text.indexOf("WEBSHOCKET-");
        return code < 0 ? failure.toString() : text.substring(code, code + "WEBSHOCKET-0000".length());
    }

    /** Waits until so many messages more have been published and delivered. */
    void awaitMore(int count) {
        int target = delivered() + count;
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> delivered() >= target);
    }

    private int delivered() {
        return followers.get(0).entries.size();
    }

    /** Ends the publishers and waits for all outcomes and for followers to have got the same. */
    void finish() throws InterruptedException {
        stopped.set(true);
        for (Thread publisher : publishers) {
            publisher.join();
        }
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> outcomes.size() == published.get());
    }

    /** Returns the codes of failures, with how often each occurred. */
    Map<String, Long> failures() {
        return outcomes.values().stream()
                .filter(String.class::isInstance)
                .collect(Collectors.groupingBy(String.class::cast, TreeMap::new, Collectors.counting()));
    }

    List<Followed> followers() {
        return followers;
    }

    int published() {
        return published.get();
    }

    /** Every follower has got each message once, in one order, and those of a publisher in its order; but for failed ones. */
    void checkNothingLostOrTwice() throws Exception {
        // One more message in each shard tells that followers have got all before.
        for (int channel = 0; channel < CHANNELS; channel++) {
            Followed.join(logs.get(0).append(Followed.message("channel " + channel, "end", null)));
        }
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> followers.stream()
                        .allMatch(follower ->
                                follower.texts().stream().filter("end"::equals).count() == CHANNELS));
        List<LogEntry> first = sorted(followers.get(0));
        for (Followed follower : followers) {
            assertThat(follower.lost).isEmpty();
            assertThat(sorted(follower).stream().map(LogTraffic::line))
                    .containsExactlyElementsOf(
                            first.stream().map(LogTraffic::line).toList());
        }
        Map<String, LogPosition> got = new HashMap<>();
        Map<String, Integer> last = new HashMap<>();
        for (LogEntry entry : first) {
            String text = new String(entry.json(), UTF_8);
            if (text.equals("end")) {
                continue;
            }
            assertThat(got.put(text, entry.position())).as("twice: %s", text).isNull();
            String from = text.substring(0, text.lastIndexOf('/'));
            int number = Integer.parseInt(text.substring(from.length() + 1));
            Integer before = last.put(from, number);
            assertThat(before == null || before < number)
                    .as("order of %s: %s after %s", from, number, before)
                    .isTrue();
        }
        Set<String> never = Set.of("WEBSHOCKET-0403", "WEBSHOCKET-0405", "WEBSHOCKET-0407");
        outcomes.forEach((text, outcome) -> {
            if (outcome instanceof LogPosition) {
                assertThat(got).as("%s", text).containsEntry(text, (LogPosition) outcome);
            } else if (never.contains(outcome)) {
                assertThat(got).as("failed with %s", outcome).doesNotContainKey(text);
            } else {
                assertThat(outcome).as("%s", text).isEqualTo("WEBSHOCKET-0404");
            }
        });
    }

    /** The order between shards is free. */
    private static List<LogEntry> sorted(Followed follower) {
        List<LogEntry> entries = new ArrayList<>(follower.entries);
        entries.sort(
                (a, b) -> Integer.compare(a.position().shard(), b.position().shard()));
        return entries;
    }

    private static String line(LogEntry entry) {
        return entry.position() + " " + new String(entry.json(), UTF_8);
    }
}
