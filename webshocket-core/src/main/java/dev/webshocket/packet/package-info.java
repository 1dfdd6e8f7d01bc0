/**
 * The wire protocol as values: packets, the kinds of RPC message that a packet may carry, and the error codes.
 *
 * <p>Everything here is immutable and safe for use by several threads, as long as the payloads are.
 */
package dev.webshocket.packet;
