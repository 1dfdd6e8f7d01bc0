/**
 * Runs calls: binds their arguments, keeps them in order, sends their answers and stops them. It knows nothing of the
 * container; a connection is a {@link dev.webshocket.internal.rpc.Peer} to it.
 */
package dev.webshocket.internal.rpc;
