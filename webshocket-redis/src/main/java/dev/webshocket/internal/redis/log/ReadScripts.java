package dev.webshocket.internal.redis.log;

import dev.webshocket.internal.redis.link.RedisScript;

/** What Redis reads from the log. All scripts have the keys of {@link ShardKeys#list}. Stateless. */
final class ReadScripts {

    private static final String FUNCTIONS = """
            local state, channels, history = KEYS[1], KEYS[4], KEYS[5]
            local clock = redis.call('TIME')
            local time = clock[1] * 1000 + math.floor(clock[2] / 1000)
            local fields = redis.call('HMGET', state, 'e', 'o', 'd')
            local epoch, head, dropped = fields[1], tonumber(fields[2] or 0), tonumber(fields[3] or 0)

            local function number(value)
              return string.format('%d', value)
            end

            -- Returns latest offset and age of a channel; nothing if it is not known.
            local function known(name)
              local text = redis.call('HGET', channels, name)
              if text then
                local latest, age = text:match('(%d+),(%d+)')
                return tonumber(latest), tonumber(age)
              end
            end

            -- An offset that the shard has not reached is read as one before the first message.
            local function start(after)
              if after > head then
                return 0
              end
              return after
            end

            """;

    /** Reads the names of the channels that have messages behind an offset, its argument. */
    static final RedisScript CHANNELS = RedisScript.reading(FUNCTIONS + """
            return redis.call('ZRANGEBYSCORE', KEYS[3], '(' .. number(start(tonumber(ARGV[1]))), '+inf')
            """);

    /**
     * Reads messages of channels. Arguments: the epoch, the offset behind which to begin, the last offset, the most messages, the names.
     * Returns the offset up to which it has read, up to which one messages may be lost of channels that are no longer known, names of
     * channels each with the highest offset that was forgotten, and the messages: offset, time, data.
     */
    static final RedisScript READ = RedisScript.reading(FUNCTIONS + """
            local asked, stop, limit = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
            if epoch ~= ARGV[1] then
              return {stop, stop, {}, {}}
            end
            local after = start(asked)
            if after < asked then
              dropped = stop
            end
            local lost, wanted, begin = {}, {}, nil
            for i = 5, #ARGV do
              local name = ARGV[i]
              local latest, age = known(name)
              if latest and latest > after then
                local key, from, oldest = history .. name, '(0-' .. number(after), nil
                repeat
                  local page = redis.call('XRANGE', key, from, '+', 'COUNT', 4)
                  for _, entry in ipairs(page) do
                    if time - tonumber(entry[2][2]) <= age then
                      oldest = entry
                      break
                    end
                    from = '(' .. entry[1]
                  end
                until oldest or #page == 0
                local forgotten = oldest and tonumber(oldest[2][4]) or latest
                if forgotten > after then
                  lost[#lost + 1] = name
                  lost[#lost + 1] = forgotten
                end
                local offset = oldest and tonumber(oldest[1]:sub(3))
                if offset and offset <= stop then
                  wanted[#wanted + 1] = {key, oldest[1], offset, age}
                  begin = math.min(begin or offset, offset)
                end
              end
            end

            -- A page is of a bounded range, so that many channels with many messages do not hold up Redis.
            local reached = begin and math.min(stop, begin + 4095) or stop
            local found = {}
            local function sort()
              table.sort(found, function(a, b) return a[1] < b[1] end)
            end
            for _, channel in ipairs(wanted) do
              local key, from, offset, age = unpack(channel)
              if offset <= reached then
                local page = redis.call('XRANGE', key, from, '0-' .. number(reached), 'COUNT', limit + 1)
                for _, entry in ipairs(page) do
                  if time - tonumber(entry[2][2]) <= age then
                    found[#found + 1] = {tonumber(entry[1]:sub(3)), tonumber(entry[2][2]), entry[2][6]}
                  end
                end
              end
              if #found > limit then
                sort()
                reached = found[limit][1]
                for i = #found, limit + 1, -1 do
                  found[i] = nil
                end
              end
            end
            sort()
            return {reached, dropped, lost, found}
            """);

    /**
     * Reads the latest messages of a channel. Arguments: the epoch, its name, the last offset, the most messages. Returns them, the
     * latest first, as {@link #READ} does.
     */
    static final RedisScript LATEST = RedisScript.reading(FUNCTIONS + """
            local found = {}
            local latest, age = known(ARGV[2])
            if latest and epoch == ARGV[1] then
              for _, entry in ipairs(redis.call('XREVRANGE', history .. ARGV[2], '0-' .. ARGV[3], '-', 'COUNT', ARGV[4])) do
                if time - tonumber(entry[2][2]) <= age then
                  found[#found + 1] = {tonumber(entry[1]:sub(3)), tonumber(entry[2][2]), entry[2][6]}
                end
              end
            end
            return found
            """);

    private ReadScripts() {}
}
