/** Who is present in channels: the store in memory, and the batches of changes. */
package dev.webshocket.internal.presence;
