/** The link to Redis: connections, scripts, and the two lanes that send them. Knows nothing of logs, sessions or servers. */
package dev.webshocket.internal.redis.link;
