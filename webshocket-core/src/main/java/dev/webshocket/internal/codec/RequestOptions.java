package dev.webshocket.internal.codec;

import dev.webshocket.packet.RpcRequest;
import java.util.List;
import java.util.Map;

/**
 * The members of a call in version 2 of the protocol that most calls lack. Immutable.
 *
 * @param uploads the ids of the streams that the caller will send
 * @param meta what the caller adds for tracing and the like
 * @param credit how many items the callee may send before it gets more
 */
record RequestOptions(List<String> uploads, Map<String, String> meta, int credit) {

    static final RequestOptions DEFAULT = new RequestOptions(List.of(), Map.of(), RpcRequest.DEFAULT_CREDIT);
}
