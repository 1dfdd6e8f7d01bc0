/**
 * Reads handler classes into models for the dispatcher, and reports all mistakes in their definitions.
 *
 * <p>{@link dev.webshocket.internal.model.HandlerModelReader} is the entry point. The models are immutable and safe for
 * use by several threads.
 */
package dev.webshocket.internal.model;
