/** The cluster on Redis as a whole: the provider that the service loader finds, and what it opens. */
package dev.webshocket.internal.redis;
