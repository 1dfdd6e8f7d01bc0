package dev.webshocket.internal.redis.session;

import dev.webshocket.internal.redis.link.RedisScript;

/**
 * What Redis does with a session, in one step each. A session is a hash: its server {@code s}, the hashes of its secrets {@code k}, its
 * form {@code b} and that one's digest {@code d}; {@code t} names the attempt by which its server has taken it and not stored it since, and
 * {@code m} says that another server has had it. A session that has ended keeps {@code s} and {@code m}, so that a former server
 * learns that it is not its own.
 */
final class SessionScripts {

    /** Server, secrets, form, digest, milliseconds: 1, or 0 if the session is another server's. */
    static final RedisScript SAVE = RedisScript.repeatable("""
            local owner = redis.call('HGET', KEYS[1], 's')
            if owner and owner ~= ARGV[1] then return 0 end
            redis.call('HSET', KEYS[1], 's', ARGV[1], 'k', ARGV[2], 'b', ARGV[3], 'd', ARGV[4])
            redis.call('HDEL', KEYS[1], 't')
            redis.call('PEXPIRE', KEYS[1], ARGV[5])
            return 1
            """);

    /** Server, digest, milliseconds: 1, 0 if the session is another server's, or 2 if it has to be stored. */
    static final RedisScript RENEW = RedisScript.repeatable("""
            local found = redis.call('HMGET', KEYS[1], 's', 'd', 't')
            if not found[1] then return 2 end
            if found[1] ~= ARGV[1] then return 0 end
            if found[3] or found[2] ~= ARGV[2] then return 2 end
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return 1
            """);

    /** Secret, server, attempt: the former server, secrets and form; nothing if the secret is not good. */
    static final RedisScript TAKE = RedisScript.repeatable("""
            local found = redis.call('HMGET', KEYS[1], 's', 'k', 'b', 't')
            if not found[2] then return false end
            if found[1] == ARGV[2] and found[4] and found[4] ~= ARGV[3] then return false end
            local good = false
            for secret in string.gmatch(found[2], '%S+') do
              good = good or secret == ARGV[1]
            end
            if not good then return false end
            redis.call('HSET', KEYS[1], 's', ARGV[2], 't', ARGV[3], 'm', '1')
            return {found[1], found[2], found[3]}
            """);

    /** Server. */
    static final RedisScript REMOVE = RedisScript.repeatable("""
            local found = redis.call('HMGET', KEYS[1], 's', 'm')
            if found[1] ~= ARGV[1] then return 0 end
            if found[2] then
              redis.call('HDEL', KEYS[1], 'k', 'b', 'd', 't')
            else
              redis.call('DEL', KEYS[1])
            end
            return 1
            """);

    private SessionScripts() {}
}
