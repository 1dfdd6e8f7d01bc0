package dev.webshocket.internal.codec;

/**
 * The members of a received packet that a call does without, so that an envelope of a call has no room for them. Immutable.
 *
 * @param data where it begins; 0 if it is missing
 * @param channel the name; null for none
 * @param timestamp null for none
 * @param correlationId null for none
 * @param outerId where a {@code call_id} outside {@code rpc} begins; 0 if it is missing
 * @param ofChannel what version 2 adds to a packet of source CHANNEL; null for nothing
 */
record OtherMembers(
        int data, String channel, Double timestamp, String correlationId, int outerId, ChannelMembers ofChannel) {

    static final OtherMembers NONE = new OtherMembers(0, null, null, null, 0, null);
}
