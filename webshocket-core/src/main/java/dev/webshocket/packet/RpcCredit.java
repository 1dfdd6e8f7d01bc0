package dev.webshocket.packet;

/**
 * Allows the sender of a stream to send more items: {@code type} {@code credit}, in version 2 of the protocol.
 *
 * @param callId the id of the call whose answer is the stream: a string or a number; null for an upload
 * @param stream the id of the upload; null for the answer of a call
 * @param items how many more items may be sent, at least 1
 */
public record RpcCredit(Object callId, String stream, int items) implements RpcMessage {

    /**
     * Makes a credit.
     *
     * @throws NullPointerException if both ids are null
     * @throws IllegalArgumentException if the call's id is neither a string nor a number, both ids are given, or the number
     *     of items is less than 1
     */
    public RpcCredit {
        CallId.checkOneOf(callId, stream);
        if (items < 1) {
            throw new IllegalArgumentException("a credit is for at least one item, not " + items);
        }
    }
}
