package dev.webshocket.spi;

import io.github.bucket4j.Bucket;

/**
 * The bucket of a user or an address.
 *
 * @param bucket counts its calls
 * @param idleNanos after how long without a call it may be forgotten
 */
record SubjectBucket(Bucket bucket, long idleNanos) {}
