package dev.webshocket.internal.redis.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.ChannelPresence;
import dev.webshocket.Member;
import dev.webshocket.internal.history.Shards;
import dev.webshocket.internal.redis.link.RedisKeys;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.internal.redis.link.RedisScript;
import dev.webshocket.internal.redis.log.EntryListener;
import dev.webshocket.internal.redis.log.RedisMessageLog;
import dev.webshocket.spi.extension.PresenceStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who is present on all servers. Members and leases are kept in the shards of the log, and each change is appended to the log by the
 * script that makes it: so followers get the changes of a channel in order, and those that they may have missed are known to be lost.
 *
 * <p>Each session is the server's that has entered it last. The one before learns of it by its next renewal, and cannot let the
 * session leave. Time is that of Redis. Safe for use by any thread.
 */
public final class RedisPresenceStore implements PresenceStore, EntryListener {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final RedisLink link;
    private final RedisMessageLog log;
    private final RedisKeys keys;
    private final String server;
    private final OwnSessions own = new OwnSessions();
    private final InfoCodec infos = new InfoCodec();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    /**
     * Makes the presence of an application. It listens to the log, which has not been started yet.
     *
     * @param link to Redis
     * @param log tells servers of changes
     * @param keys of the application
     * @param server the id of this server, without a slash
     */
    public RedisPresenceStore(RedisLink link, RedisMessageLog log, RedisKeys keys, String server) {
        this.link = link;
        this.log = log;
        this.keys = keys;
        this.server = server;
        log.listen(PresenceScripts.KIND, this);
    }

    @Override
    public CompletionStage<Void> enter(String channel, String session, Member member, Duration keep) {
        own.enter(session, channel, System.nanoTime(), keep);
        return change(
                        PresenceScripts.ENTER,
                        Shards.of(channel),
                        channel,
                        session,
                        member.id(),
                        infos.encode(member.info()),
                        keep.toMillis())
                .thenApply(done -> null);
    }

    @Override
    public CompletionStage<Void> leave(String channel, String session) {
        own.leave(session, channel);
        return change(PresenceScripts.LEAVE, Shards.of(channel), channel, session)
                .thenApply(done -> null);
    }

    private CompletableFuture<Object> change(RedisScript script, int shard, Object... more) {
        List<String> touched = new ArrayList<>(log.keysOf(shard));
        touched.add(base(shard));
        List<Object> arguments =
                new ArrayList<>(List.of(RedisMessageLog.freshEpoch(), log.entries(), log.nonce(), server));
        arguments.addAll(Arrays.asList(more));
        return link.eval(script, touched, arguments.toArray());
    }

    /** Returns how the keys of presence of a shard begin. */
    private String base(int shard) {
        return keys.ofShard(shard, "presence:");
    }

    @Override
    public CompletionStage<Set<String>> renew(Collection<String> sessions, Duration keep) {
        List<List<String>> shards = own.renew(sessions, System.nanoTime(), keep);
        Set<String> unknown = new HashSet<>(sessions);
        shards.forEach(unknown::removeAll);
        List<CompletableFuture<Set<String>>> replies = new ArrayList<>();
        for (int shard = 0; shard < shards.size(); shard++) {
            replies.add(renew(shard, shards.get(shard), keep));
        }
        return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    replies.forEach(reply -> unknown.addAll(reply.join()));
                    return unknown;
                });
    }

    /** Renews sessions in a shard, and then removes those whose servers have failed. */
    private CompletableFuture<Set<String>> renew(int shard, List<String> sessions, Duration keep) {
        CompletableFuture<Set<String>> renewed = CompletableFuture.completedFuture(new HashSet<>());
        int from = 0;
        do {
            int to = Math.min(sessions.size(), from + PresenceScripts.MOST_SESSIONS);
            List<Object> arguments = new ArrayList<>(List.of(keep.toMillis()));
            arguments.addAll(sessions.subList(from, to));
            renewed = renewed.thenCombine(
                    change(PresenceScripts.RENEW, shard, arguments.toArray()), RedisPresenceStore::withUnknown);
            from = to;
        } while (from < sessions.size());
        return renewed.thenCompose(unknown -> remove(shard).thenApply(done -> unknown));
    }

    private static Set<String> withUnknown(Set<String> unknown, Object reply) {
        for (Object session : (List<?>) reply) {
            unknown.add(text(session));
        }
        return unknown;
    }

    private CompletableFuture<Void> remove(int shard) {
        return change(PresenceScripts.REMOVE, shard, PresenceScripts.MOST_SESSIONS)
                .thenCompose(
                        more -> Long.valueOf(1).equals(more) ? remove(shard) : CompletableFuture.completedFuture(null));
    }

    @Override
    public CompletionStage<ChannelPresence> members(String channel) {
        return page(PresenceScripts.MEMBERS_FIRST, channel, "0", new TreeMap<>())
                .thenApply(found -> new ChannelPresence(channel, List.copyOf(found.values())));
    }

    /** Adds a page of members and those that follow. */
    private CompletableFuture<SortedMap<String, Member>> page(
            RedisScript script, String channel, String from, SortedMap<String, Member> found) {
        return read(script, channel, from).thenCompose(reply -> {
            List<?> parts = (List<?>) reply;
            List<?> texts = (List<?>) parts.get(1);
            for (int i = 0; i < texts.size(); i += 2) {
                String id = text(texts.get(i));
                found.put(id, new Member(id, info((byte[]) texts.get(i + 1))));
            }
            String next = text(parts.get(0));
            return next.equals("0")
                    ? CompletableFuture.completedFuture(found)
                    : page(PresenceScripts.MEMBERS_NEXT, channel, next, found);
        });
    }

    /** Returns the info in what is kept of a member: behind the number of its sessions and a colon. */
    private Object info(byte[] member) {
        int begin = 0;
        while (member[begin++] != ':') {}
        return infos.decode(Arrays.copyOfRange(member, begin, member.length));
    }

    @Override
    public CompletionStage<Integer> count(String channel) {
        return read(PresenceScripts.COUNT, channel).thenApply(reply -> Math.toIntExact((Long) reply));
    }

    private CompletableFuture<Object> read(RedisScript script, String channel, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(channel));
        arguments.addAll(Arrays.asList(more));
        return link.eval(script, List.of(base(Shards.of(channel))), arguments.toArray());
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }

    @Override
    public Runnable follow(Follower follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    @Override
    public void appended(int shard, long offset, long time, byte[] data) {
        ChannelChanges entry;
        try {
            entry = ChannelChanges.decode(data, infos);
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "WEBSHOCKET-0421: a change of presence cannot be read; another version of webshocket-redis may have"
                            + " written it",
                    e);
            lost(shard);
            return;
        }
        for (ChannelChanges.Change change : entry.changes()) {
            followers.forEach(follower -> follower.changed(entry.channel(), change.before(), change.after()));
        }
    }

    @Override
    public void lost(int shard) {
        followers.forEach(follower -> follower.lost(channel -> Shards.of(channel) == shard));
    }
}
