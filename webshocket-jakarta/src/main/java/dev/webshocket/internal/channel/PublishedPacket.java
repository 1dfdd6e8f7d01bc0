package dev.webshocket.internal.channel;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;

/**
 * Makes the packets that an application publishes. It gives the payload alone, or a packet, of which the payload, the timestamp and
 * the correlation id are taken.
 */
final class PublishedPacket {

    private PublishedPacket() {}

    /**
     * Makes a packet to a channel.
     *
     * @throws IllegalArgumentException if the data is a packet with an RPC message
     */
    static Packet channel(String channel, Object data) {
        return of(PacketSource.CHANNEL, channel, data);
    }

    /**
     * Makes a packet to all connections.
     *
     * @throws IllegalArgumentException if the data is a packet with an RPC message
     */
    static Packet broadcast(Object data) {
        return of(PacketSource.BROADCAST, null, data);
    }

    private static Packet of(PacketSource source, String channel, Object data) {
        if (!(data instanceof Packet given)) {
            return new Packet(source, data, null, channel, null, null);
        }
        if (given.rpc() != null) {
            throw new IllegalArgumentException(
                    "a packet with an RPC message belongs to one call and cannot be published: publish one without it");
        }
        return new Packet(source, given.data(), null, channel, given.timestamp(), given.correlationId());
    }
}
