/**
 * What several servers of one application share, on Redis or Valkey. Add this module, set {@code webshocket.redis.url}, and channels,
 * sessions, presence and rate limits reach over all servers; handlers do not change.
 */
package dev.webshocket.redis;
