/**
 * Reads handler classes into what the dispatcher needs, and finds every mistake in their definition.
 *
 * <p>{@link dev.webshocket.internal.model.HandlerModelReader} is the way in. The models are immutable and safe for use
 * by several threads.
 */
package dev.webshocket.internal.model;
