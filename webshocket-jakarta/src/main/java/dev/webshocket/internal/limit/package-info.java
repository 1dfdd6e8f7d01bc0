/** Counts calls in memory for rate limits. */
package dev.webshocket.internal.limit;
