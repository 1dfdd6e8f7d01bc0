package dev.webshocket.internal.channel;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.internal.memory.SharedBytes;
import dev.webshocket.internal.session.PushedMessage;
import dev.webshocket.internal.session.Topic;
import dev.webshocket.packet.Packet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * One packet for many receivers, encoded once for each of their encodings; for one thread. Without an RPC message it is the same
 * in both versions of the protocol; with one it is encoded for each version.
 */
final class SharedMessage {

    private final Packet packet;
    private final Map<Object, PushedMessage> encoded = new IdentityHashMap<>(4);

    private final Topic topic;

    SharedMessage(Packet packet) {
        this(packet, null);
    }

    /**
     * Makes a message.
     *
     * @param topic how full queues treat it; null for as the settings say
     */
    SharedMessage(Packet packet, Topic topic) {
        this.packet = packet;
        this.topic = topic;
    }

    /** Makes the message of an application: a packet as it is, other data in a packet of source CUSTOM. */
    static SharedMessage of(Object data) {
        return new SharedMessage(packet(data));
    }

    /** Returns the packet of such a message. */
    static Packet packet(Object data) {
        return data instanceof Packet packet ? packet : Packet.custom(data);
    }

    /** Returns what the receivers have in common that get the same bytes. */
    private Object form(Codec codec) {
        return packet.rpc() == null ? codec.encoding() : codec;
    }

    /**
     * Queues the packet at these receivers, or at none.
     *
     * @return at how many it was queued
     * @throws IllegalArgumentException if the data cannot be encoded
     */
    int pushTo(List<Receiver> receivers) {
        try {
            for (Receiver receiver : receivers) {
                Codec codec = receiver.codec();
                encoded.computeIfAbsent(
                        form(codec), form -> new PushedMessage(new SharedBytes(codec.encode(packet)), topic));
            }
        } catch (EncodingException e) {
            throw unencodable(e);
        }
        int queued = 0;
        for (Receiver receiver : receivers) {
            queued += receiver.push(encoded.get(form(receiver.codec()))) ? 1 : 0;
        }
        return queued;
    }

    static IllegalArgumentException unencodable(EncodingException e) {
        return new IllegalArgumentException("the data has no form on the wire: " + e.getMessage(), e);
    }
}
