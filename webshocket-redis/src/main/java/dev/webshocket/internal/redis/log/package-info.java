/**
 * The log of messages on Redis: what scripts keep of each shard, the tail that follows the shards, and the log that is made of both.
 * Knows the link, nothing of sessions, presence or servers.
 */
package dev.webshocket.internal.redis.log;
