/** Rate limits that all servers count together. */
package dev.webshocket.internal.redis.limit;
