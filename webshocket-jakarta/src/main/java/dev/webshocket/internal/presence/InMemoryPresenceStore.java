package dev.webshocket.internal.presence;

import dev.webshocket.ChannelPresence;
import dev.webshocket.Member;
import dev.webshocket.spi.extension.PresenceStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps the members of channels in this process. Safe for use by any thread: the entry of a session orders its changes, and within
 * it the entry of a channel orders those of the channel. Followers are called under both.
 */
public final class InMemoryPresenceStore implements PresenceStore {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final LongSupplier nanoClock;
    private final ConcurrentMap<String, Lease> sessions = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ChannelRoster> channels = new ConcurrentHashMap<>();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    /** What is known of a session. Guarded by its entry. */
    private static final class Lease {

        /** The ids of the member, by the channels that the session is in. */
        private final Map<String, String> ids = new HashMap<>(2);

        /** When it ends, by the clock. */
        private long end;
    }

    /**
     * Makes an empty store.
     *
     * @param nanoClock a monotonic clock in nanoseconds, such as {@link System#nanoTime()}
     */
    public InMemoryPresenceStore(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public CompletionStage<Void> enter(String channel, String session, Member member, Duration keep) {
        long end = nanoClock.getAsLong() + keep.toNanos();
        sessions.compute(session, (id, known) -> {
            Lease lease = known == null ? new Lease() : known;
            lease.end = end;
            String before = lease.ids.put(channel, member.id());
            if (before != null && !before.equals(member.id())) {
                leave(channel, session, before);
            }
            change(channel, member.id(), members -> members.enter(session, member));
            return lease;
        });
        return DONE;
    }

    @Override
    public CompletionStage<Void> leave(String channel, String session) {
        sessions.computeIfPresent(session, (id, lease) -> {
            String member = lease.ids.remove(channel);
            if (member != null) {
                leave(channel, session, member);
            }
            return lease.ids.isEmpty() ? null : lease;
        });
        return DONE;
    }

    private void leave(String channel, String session, String member) {
        change(channel, member, members -> members.leave(session, member));
    }

    private void change(String channel, String id, Consumer<ChannelRoster> change) {
        channels.compute(channel, (name, known) -> {
            ChannelRoster members = known == null ? new ChannelRoster() : known;
            Member before = members.of(id);
            change.accept(members);
            Member after = members.of(id);
            if (!Objects.equals(before, after)) {
                followers.forEach(follower -> follower.changed(channel, before, after));
            }
            return members.count() == 0 ? null : members;
        });
    }

    @Override
    public CompletionStage<Set<String>> renew(Collection<String> renewed, Duration keep) {
        long now = nanoClock.getAsLong();
        Set<String> unknown = new HashSet<>();
        for (String session : renewed) {
            boolean known = sessions.computeIfPresent(session, (id, lease) -> {
                        lease.end = now + keep.toNanos();
                        return lease;
                    })
                    != null;
            if (!known) {
                unknown.add(session);
            }
        }
        sessions.keySet().forEach(session -> removeIfOver(session, now));
        return CompletableFuture.completedStage(unknown);
    }

    private void removeIfOver(String session, long now) {
        sessions.computeIfPresent(session, (id, lease) -> {
            if (lease.end - now >= 0) {
                return lease;
            }
            lease.ids.forEach((channel, member) -> leave(channel, session, member));
            return null;
        });
    }

    @Override
    public CompletionStage<ChannelPresence> members(String channel) {
        List<Member> members = new ArrayList<>();
        read(channel, present -> members.addAll(present.all()));
        members.sort(Comparator.comparing(Member::id));
        return CompletableFuture.completedStage(new ChannelPresence(channel, members));
    }

    @Override
    public CompletionStage<Integer> count(String channel) {
        AtomicInteger count = new AtomicInteger();
        read(channel, members -> count.set(members.count()));
        return CompletableFuture.completedStage(count.get());
    }

    private void read(String channel, Consumer<ChannelRoster> reader) {
        channels.computeIfPresent(channel, (name, members) -> {
            reader.accept(members);
            return members;
        });
    }

    @Override
    public Runnable follow(Follower follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    /** Tells whether it holds no session and no channel. */
    boolean isEmpty() {
        return sessions.isEmpty() && channels.isEmpty();
    }
}
