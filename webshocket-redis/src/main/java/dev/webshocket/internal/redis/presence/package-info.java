/** Who is present in the channels of all servers: scripts that keep it in the shards of the log, and the store that uses them. */
package dev.webshocket.internal.redis.presence;
