package dev.webshocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.client.ModelChannels.Sent;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Cuts a client of a model server at any place of thousands of schedules: it has each message once and in order, or a gap of its
 * subscription in the place of those that it has not. {@code -Dpositions.schedules=100000} runs more of them, {@code
 * -Dpositions.first=7} begins with another one.
 */
class ChannelPositionsSchedulesTest {

    private static final int SCHEDULES = Integer.getInteger("positions.schedules", 2_000);
    private static final int FIRST = Integer.getInteger("positions.first", 1);
    private static final int KEEP = 60;

    /** What the application subscribes to, and which channels that has. */
    private static final Map<String, List<String>> SUBSCRIPTIONS =
            new TreeMap<>(Map.of("a", List.of("a"), "b", List.of("b"), "c*", List.of("c", "c1", "c2", "c3")));

    private static final List<String> CHANNELS = List.of("a", "b", "c", "c1", "c2", "c3", "other");

    @Test
    void eachMessageIsDeliveredOnceAndInOrderOrAGapIsToldOf() {
        int repeated = 0;
        for (long seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
            try {
                Schedule schedule = new Schedule(seed);
                schedule.run();
                repeated += schedule.repeated;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(repeated).as("messages that were sent again").isPositive();
    }

    private static final class Schedule {

        private final Random random;
        private final ModelChannels server;
        private final boolean forgets;
        private final Map<String, Integer> last = new HashMap<>();
        private final Set<String> gaps = new HashSet<>();
        private final ChannelPositions positions;
        private long now = 1_000;
        private ModelChannels.Session session;
        private boolean linked;
        private long linkedAt;
        private long leftAt;
        private List<String> toSubscribe = new ArrayList<>();
        private int repeated;

        Schedule(long seed) {
            random = new Random(seed);
            server = new ModelChannels(random.nextBoolean() ? 1_000_000 : 1 + random.nextInt(30));
            forgets = random.nextInt(4) == 0;
            positions = new ChannelPositions(() -> TimeUnit.SECONDS.toNanos(now));
        }

        void run() {
            while (!linked) {
                connect();
            }
            subscribeAll();
            CHANNELS.forEach(channel -> last.put(channel, server.published(channel)));
            for (int i = 0; i < 600; i++) {
                act();
            }
            while (!linked) {
                connect();
            }
            subscribeAll();
            do {
                session.read();
                deliver();
            } while (!session.isLive() || !session.outbox().isEmpty());
            SUBSCRIPTIONS.forEach((name, channels) -> channels.forEach(channel -> {
                if (!gaps.contains(channel)) {
                    assertThat(last.get(channel)).as(channel).isEqualTo(server.published(channel));
                }
            }));
        }

        private void act() {
            if (random.nextInt(3) == 0) {
                now++;
            }
            if (linked && now - linkedAt >= KEEP) {
                // At the last moment; what is sent then is delivered later.
                subscribeAll();
            }
            int what = random.nextInt(100);
            if (what < 35) {
                ModelChannels.Message message = server.publish(CHANNELS.get(random.nextInt(CHANNELS.size())));
                if (session != null) {
                    session.published(message);
                }
            } else if (what < 60) {
                session.read();
            } else if (what < 80) {
                if (linked) {
                    deliver();
                }
            } else if (what < 88) {
                if (linked && !toSubscribe.isEmpty()) {
                    subscribe();
                }
            } else if (what < 91 && linked) {
                beat();
            } else if (what < 96 && linked) {
                cut();
            } else if (what < 99 && !linked) {
                connect();
            } else if (what == 99 && forgets && random.nextInt(4) == 0) {
                server.forget();
                session.forgotten();
            }
        }

        /** A beat comes when nothing else waits. */
        private void beat() {
            if (session.outbox().isEmpty() && session.isLive()) {
                positions.told(session, server.heads());
            }
            if (session.outbox().isEmpty()) {
                positions.heard(session);
            }
        }

        private void cut() {
            linked = false;
            leftAt = now;
            // It may be long before the client notices.
            now += random.nextInt(4) == 0 ? random.nextInt(4 * KEEP) : 0;
        }

        private void connect() {
            boolean resumes = session != null && random.nextBoolean();
            List<String> said = positions.hello(resumes);
            if (random.nextInt(4) == 0) {
                // The attempt fails.
                return;
            }
            boolean all = resumes && random.nextBoolean() && now - leftAt < KEEP;
            if (!all) {
                session = server.new Session(said);
                toSubscribe = new ArrayList<>(SUBSCRIPTIONS.keySet());
            }
            positions.welcomed(
                    session,
                    said,
                    new Welcome("s", "r", all ? Resumed.ALL : Resumed.NO, 0, KEEP, 20, server.heads(), null));
            linked = true;
            linkedAt = now;
            if (!all && random.nextBoolean()) {
                // As restored by the server.
                subscribe();
            }
        }

        private void subscribe() {
            String name = toSubscribe.remove(random.nextInt(toSubscribe.size()));
            session.subscribe(name, SUBSCRIPTIONS.get(name));
        }

        private void subscribeAll() {
            while (!toSubscribe.isEmpty()) {
                subscribe();
            }
        }

        /** The client receives some of what waits. */
        private void deliver() {
            int count = random.nextInt(1 + session.outbox().size());
            for (int i = 0; i < count || (session.outbox().size() == 1 && i == 0); i++) {
                if (session.outbox().isEmpty()) {
                    return;
                }
                receive(session.outbox().remove(0));
            }
        }

        private void receive(Sent sent) {
            if (sent.gap() != null) {
                gaps.addAll(SUBSCRIPTIONS.get(sent.gap()));
                positions.heard(session);
                return;
            }
            ModelChannels.Message message = sent.message();
            String channel = message.channel();
            boolean taken = positions.takes(session, channel, sent.position());
            positions.heard(session);
            if (!taken) {
                assertThat(message.number())
                        .as("a message dropped in " + channel)
                        .isLessThanOrEqualTo(last.get(channel));
                repeated++;
                return;
            }
            assertThat(message.number()).as("repeated in " + channel).isGreaterThan(last.get(channel));
            if (!gaps.contains(channel)) {
                assertThat(message.number()).as("lost in " + channel).isEqualTo(last.get(channel) + 1);
            }
            last.put(channel, message.number());
            gaps.remove(channel);
        }
    }
}
