/**
 * Runs calls: orders them, binds their arguments, sends their answers and cancels them. It does not know the container; a
 * connection is a {@link dev.webshocket.internal.rpc.Peer}.
 */
package dev.webshocket.internal.rpc;
