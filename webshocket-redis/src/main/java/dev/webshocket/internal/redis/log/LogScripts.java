package dev.webshocket.internal.redis.log;

import dev.webshocket.internal.redis.link.RedisScript;

/**
 * What Redis does for the log. All scripts have the keys of {@link ShardKeys#list}. Others append entries of their own kinds by {@link
 * #FUNCTIONS}, in the same script as what these entries tell. Stateless.
 */
public final class LogScripts {

    /** How many channels of a shard keep messages at the same time; beyond them those with the oldest messages are dropped. */
    static final int MOST_CHANNELS = 65_536;

    /**
     * Functions in Lua for scripts that begin with them and have the keys of a shard as their first six keys: {@code now()} returns the
     * time in milliseconds since 1970; {@code append(epoch, entries, kind, nonce, data)} appends an entry and returns its offset and the
     * epoch, where {@code epoch} is a random one for a shard that is new, {@code entries} how many entries the shard keeps, {@code
     * kind} a letter, and {@code nonce} a text that no other entry has.
     */
    public static final String FUNCTIONS = """
            local state, log, order, channels, history, ids = unpack(KEYS, 1, 6)

            local function now()
              local time = redis.call('TIME')
              return time[1] * 1000 + math.floor(time[2] / 1000)
            end

            -- A shard without an epoch is new, or Redis has lost it: then nothing that is left belongs together.
            local function epochOr(fresh)
              local epoch = redis.call('HGET', state, 'e')
              if not epoch then
                epoch = fresh
                for _, name in ipairs(redis.call('ZRANGE', order, 0, -1)) do
                  redis.call('DEL', history .. name)
                end
                redis.call('DEL', state, log, order, channels)
                redis.call('HSET', state, 'e', epoch, 'b', 0, 'o', 0, 'd', 0)
              end
              return epoch
            end

            local function append(fresh, entries, kind, nonce, data)
              local epoch = epochOr(fresh)
              local offset = redis.call('HINCRBY', state, 'o', 1)
              redis.call('XADD', log, 'MAXLEN', '~', entries, '0-' .. offset,
                  'k', kind, 'e', epoch, 't', string.format('%d', now()), 'n', nonce, 'd', data)
              return offset, epoch
            end

            """;

    /**
     * Appends a message or a canary. Arguments: a new epoch, how many entries the shard keeps, kind, nonce, data, the time after which
     * not to append or 0, and for a channel that keeps messages its name, how many and how long. Returns offset, epoch and the time; or
     * nothing but the time if it is too late.
     */
    static final RedisScript APPEND =
            RedisScript.repeatable(FUNCTIONS + """
            local id = ids .. ARGV[4]
            local time = now()
            local done = redis.call('GET', id)
            if done then
              local at, of = done:match('(%d+):(.*)')
              return {tonumber(at), of, time}
            end
            if tonumber(ARGV[6]) > 0 and time > tonumber(ARGV[6]) then
              return {time}
            end
            local offset, epoch = append(ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5])
            redis.call('SET', id, string.format('%d:%s', offset, epoch), 'PX', 60000)
            local name = ARGV[7]
            if not name then
              return {offset, epoch, time}
            end

            local stream = history .. name
            local size, age = ARGV[8], tonumber(ARGV[9])
            local latest, before, oldest = 0, age, time
            local known = redis.call('HGET', channels, name)
            if known then
              latest, before, oldest = known:match('(%d+),(%d+),(%d+)')
              before, oldest = tonumber(before), tonumber(oldest)
            end
            redis.call('XADD', stream, 'MAXLEN', '=', size, '0-' .. offset,
                't', string.format('%d', time), 'p', latest, 'd', ARGV[5])
            -- By the age that held until now too: what was too old must not come back.
            local least = math.min(age, before)
            local cut = nil
            while time - oldest > least do
              local page = redis.call('XRANGE', stream, cut and '(' .. cut or '-', '+', 'COUNT', 16)
              if #page == 0 then
                break
              end
              for _, entry in ipairs(page) do
                oldest = tonumber(entry[2][2])
                if time - oldest <= least then
                  break
                end
                cut = entry[1]
              end
            end
            if cut then
              redis.call('XTRIM', stream, 'MINID', '=', '0-' .. (tonumber(cut:sub(3)) + 1))
            end
            redis.call('PEXPIRE', stream, string.format('%d', age + 1000))
            redis.call('HSET', channels, name, string.format('%d,%d,%d', offset, age, oldest))
            redis.call('ZADD', order, offset, name)
            if redis.call('ZCARD', order) > $MOST_CHANNELS then
              local dropped = redis.call('ZPOPMIN', order)
              redis.call('DEL', history .. dropped[1])
              redis.call('HDEL', channels, dropped[1])
              redis.call('HSET', state, 'd', dropped[2])
            end
            return {offset, epoch, time}
            """.replace("$MOST_CHANNELS", String.valueOf(MOST_CHANNELS)));

    /**
     * Tells where a follower goes on that has got entries up to an offset. Arguments: a new epoch, the epoch known or nothing, the
     * offset, and the nonce of the entry there. If the entry is another one, data was lost, and the epoch changes. Returns the epoch,
     * the offset behind which to go on, whether something is lost, 0 or 1, and the nonce of the entry there, empty if it is not kept.
     */
    static final RedisScript ATTACH = RedisScript.repeatable(FUNCTIONS + """
            local epoch = epochOr(ARGV[1])
            local fields = redis.call('HMGET', state, 'o', 'b')
            local head, begin = tonumber(fields[1]), tonumber(fields[2])
            local function found(offset, lost)
              local entry = redis.call('XRANGE', log, '0-' .. offset, '0-' .. offset)
              return {epoch, offset, lost, entry[1] and entry[1][2][8] or ''}
            end
            if ARGV[2] == '' then
              return found(head, 1)
            end
            local first = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)
            local before = head
            if #first > 0 then
              before = tonumber(first[1][1]:sub(3)) - 1
            end
            local after = tonumber(ARGV[3])
            if epoch == ARGV[2] then
              if after == before or (after < before and before <= head) then
                return found(before, after == before and 0 or 1)
              end
              local last = redis.call('XRANGE', log, '0-' .. ARGV[3], '0-' .. ARGV[3])
              if #last > 0 and last[1][2][8] == ARGV[4] then
                return found(after, 0)
              end
              epoch = ARGV[1]
              begin = head
              redis.call('HSET', state, 'e', epoch, 'b', begin)
            end
            return found(math.max(begin, before), 1)
            """);

    private LogScripts() {}
}
