package dev.webshocket.internal.redis.presence;

import dev.webshocket.internal.redis.link.RedisScript;
import dev.webshocket.internal.redis.log.LogScripts;

/**
 * What Redis does for presence. The keys are those of {@link LogScripts#FUNCTIONS}, and the beginning of those of presence:
 *
 * <ul>
 *   <li>{@code entries:CHANNEL}, a hash: the sessions in a channel, each with server, member, number and info
 *   <li>{@code members:CHANNEL}, a hash: the members, each with the number of its sessions and its info
 *   <li>{@code infos:CHANNEL}, a sorted set: the sessions that give an info, by member and number; the highest number counts
 *   <li>{@code channels:SERVER/SESSION}, a set: where a server has entered a session
 *   <li>{@code leases}, a sorted set: these by the time in milliseconds at which they end
 *   <li>{@code taken}, a set: those of which another server has taken a channel
 *   <li>{@code number}, {@code seen} and {@code hold}: the last number, the time of the last renewal, and until when nothing ends
 * </ul>
 *
 * <p>The first arguments of scripts that change something are a random epoch for a shard that is new, how many entries the log keeps,
 * a nonce, and the id of the server. An info is empty for none. Stateless.
 */
final class PresenceScripts {

    /** The kind of the entries in the log. */
    static final char KIND = 'p';

    /** How many sessions one run renews or removes at most, so that it does not hold up Redis. */
    static final int MOST_SESSIONS = 200;

    private static final String FUNCTIONS = LogScripts.FUNCTIONS + """
            local base, server = KEYS[7], ARGV[4]
            local leases, taken = base .. 'leases', base .. 'taken'
            local changes, changed = {}, {}

            local function part(text)
              return text and struct.pack('>I4', #text) .. text or struct.pack('>I4', 4294967295)
            end

            -- Notes a change of a member from one info to another one; nil where it is not there.
            local function note(channel, id, before, after)
              if not changes[channel] then
                changes[channel] = {part(channel)}
                changed[#changed + 1] = channel
              end
              table.insert(changes[channel], part(id) .. part(before) .. part(after))
            end

            -- Tells the followers what has been noted, in one entry for each channel.
            local function tell()
              for i, channel in ipairs(changed) do
                append(ARGV[1], ARGV[2], 'p', ARGV[3] .. ':' .. i, table.concat(changes[channel]))
              end
            end

            -- Returns the number of sessions and the info of a member.
            local function member(channel, id)
              local text = redis.call('HGET', base .. 'members:' .. channel, id)
              if not text then
                return 0, nil
              end
              local colon = text:find(':', 1, true)
              return tonumber(text:sub(1, colon - 1)), text:sub(colon + 1)
            end

            local function setMember(channel, id, count, info)
              redis.call('HSET', base .. 'members:' .. channel, id, count .. ':' .. info)
            end

            local function entry(channel, session)
              local packed = redis.call('HGET', base .. 'entries:' .. channel, session)
              return packed and cmsgpack.unpack(packed)
            end

            local function setEntry(channel, session, of, id, number, info)
              redis.call('HSET', base .. 'entries:' .. channel, session, cmsgpack.pack({of, id, number, info}))
            end

            -- The ids have different lengths or differ, so that none begins another one.
            local function ofMember(id)
              return struct.pack('>I4', #id) .. id
            end

            local function infoItem(session, id, number)
              return ofMember(id) .. string.format('%016x', number) .. session
            end

            local function dropInfo(channel, session, id, number, info)
              if info ~= '' then
                redis.call('ZREM', base .. 'infos:' .. channel, infoItem(session, id, number))
              end
            end

            -- Returns the info that a member has given last in one of its sessions.
            local function latestInfo(channel, id)
              local from = ofMember(id)
              local found = redis.call('ZREVRANGEBYLEX', base .. 'infos:' .. channel,
                  '(' .. from .. '\\255', '[' .. from, 'LIMIT', 0, 1)
              if #found == 0 then
                return ''
              end
              return entry(channel, found[1]:sub(#from + 17))[4]
            end

            -- Removes a session from a channel.
            local function remove(channel, session, known)
              local _, id, number, info = unpack(known)
              redis.call('HDEL', base .. 'entries:' .. channel, session)
              dropInfo(channel, session, id, number, info)
              local count, before = member(channel, id)
              if count <= 1 then
                redis.call('HDEL', base .. 'members:' .. channel, id)
                note(channel, id, before, nil)
              else
                local after = latestInfo(channel, id)
                setMember(channel, id, count - 1, after)
                if before ~= after then
                  note(channel, id, before, after)
                end
              end
            end

            local function forget(lease)
              redis.call('DEL', base .. 'channels:' .. lease)
              redis.call('ZREM', leases, lease)
              redis.call('SREM', taken, lease)
            end

            -- Notes that a server has a session in a channel no more.
            local function release(of, session, channel)
              local lease = of .. '/' .. session
              redis.call('SREM', base .. 'channels:' .. lease, channel)
              if redis.call('EXISTS', base .. 'channels:' .. lease) == 0 then
                forget(lease)
                return false
              end
              return true
            end

            """;

    /** Enters a session. More arguments: channel, session, member, info, for how many milliseconds. */
    static final RedisScript ENTER = RedisScript.repeatable(FUNCTIONS + """
            local channel, session, id, info = unpack(ARGV, 5, 8)
            local known = entry(channel, session)
            if known and known[1] ~= server then
              if release(known[1], session, channel) then
                redis.call('SADD', taken, known[1] .. '/' .. session)
              end
            end
            if known and known[2] ~= id then
              remove(channel, session, known)
              known = nil
            end
            if known and known[4] == info then
              if known[1] ~= server then
                setEntry(channel, session, server, id, known[3], info)
              end
            else
              if known then
                dropInfo(channel, session, unpack(known, 2))
              end
              local number = redis.call('INCR', base .. 'number')
              setEntry(channel, session, server, id, number, info)
              if info ~= '' then
                redis.call('ZADD', base .. 'infos:' .. channel, 0, infoItem(session, id, number))
              end
              local count, before = member(channel, id)
              local after = latestInfo(channel, id)
              setMember(channel, id, known and count or count + 1, after)
              if before ~= after then
                note(channel, id, before, after)
              end
            end
            local lease = server .. '/' .. session
            redis.call('SADD', base .. 'channels:' .. lease, channel)
            redis.call('ZADD', leases, string.format('%d', now() + ARGV[9]), lease)
            tell()
            """);

    /** Lets a session leave, unless another server has entered it since. More arguments: channel, session. */
    static final RedisScript LEAVE = RedisScript.repeatable(FUNCTIONS + """
            local channel, session = unpack(ARGV, 5, 6)
            local known = entry(channel, session)
            if known and known[1] == server then
              remove(channel, session, known)
            end
            release(server, session, channel)
            tell()
            """);

    /**
     * Renews sessions. More arguments: for how many milliseconds, and the sessions. Returns those that are not there, or of which another
     * server has taken a channel. If nobody has renewed anything for half that time, Redis was away, or all servers were: then nothing
     * ends before all had time to come back.
     */
    static final RedisScript RENEW = RedisScript.repeatable(FUNCTIONS + """
            local time, keep = now(), tonumber(ARGV[5])
            local seen = tonumber(redis.call('GET', base .. 'seen') or 0)
            if time - seen > keep / 2 then
              redis.call('SET', base .. 'hold', string.format('%d', time + keep))
            end
            redis.call('SET', base .. 'seen', string.format('%d', time))
            local some = redis.call('EXISTS', taken) == 1
            local unknown = {}
            for i = 6, #ARGV do
              local lease = server .. '/' .. ARGV[i]
              if not redis.call('ZSCORE', leases, lease) then
                unknown[#unknown + 1] = ARGV[i]
              else
                redis.call('ZADD', leases, string.format('%d', time + keep), lease)
                if some and redis.call('SREM', taken, lease) == 1 then
                  unknown[#unknown + 1] = ARGV[i]
                end
              end
            end
            return unknown
            """);

    /** Removes sessions that nobody has renewed in time. More arguments: how many at most. Returns whether there may be more, 0 or 1. */
    static final RedisScript REMOVE = RedisScript.repeatable(FUNCTIONS + """
            local time, left = now(), tonumber(ARGV[5])
            if time < tonumber(redis.call('GET', base .. 'hold') or 0) then
              return 0
            end
            for _, lease in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', '(' .. string.format('%d', time), 'LIMIT', 0, left)) do
              if left <= 0 then
                break
              end
              local of, session = lease:match('^([^/]*)/(.*)$')
              for _, channel in ipairs(redis.call('SMEMBERS', base .. 'channels:' .. lease)) do
                local known = entry(channel, session)
                if known and known[1] == of then
                  remove(channel, session, known)
                end
                left = left - 1
              end
              forget(lease)
            end
            tell()
            return left <= 0 and 1 or 0
            """);

    private static final String MEMBERS =
            "return redis.call('HSCAN', KEYS[1] .. 'members:' .. ARGV[1], ARGV[2], 'COUNT', 500)";

    /**
     * Reads the first members of a channel, its argument, after all changes that this server has made; the second argument is 0. Returns
     * where to go on, 0 for the end, and the members: id, then number of sessions, colon and info.
     */
    static final RedisScript MEMBERS_FIRST = RedisScript.repeatable(MEMBERS);

    /** Reads more members. The second argument is where to go on. */
    static final RedisScript MEMBERS_NEXT = RedisScript.reading(MEMBERS);

    /** Counts the members of a channel, its argument, after all changes that this server has made. */
    static final RedisScript COUNT =
            RedisScript.repeatable("return redis.call('HLEN', KEYS[1] .. 'members:' .. ARGV[1])");

    private PresenceScripts() {}
}
