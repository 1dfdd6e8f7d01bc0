package dev.webshocket;

import java.util.Collection;

/**
 * Sends messages to many connections: to those that have {@linkplain ClientConnection#subscribe subscribed} to a
 * channel, or to all. A CDI application injects it; it works in handlers and in any other bean, servlet, timer or
 * thread.
 *
 * <p>A message is encoded once for each encoding in use and queued at each recipient; no method waits for a client. A
 * client that does not read is treated as {@link WebshocketSettings#slowConsumer()} says, and delays no other. Messages
 * that one thread publishes to one channel, or broadcasts, reach each recipient in that order. Either all recipients
 * get a message or, where it cannot be encoded, none.
 *
 * <p>A name that has wildcards in it is a name like others here: only those who subscribe give patterns. The message
 * is a {@link dev.webshocket.packet.Packet} of source {@link dev.webshocket.packet.PacketSource#CHANNEL} with the
 * channel's name, or of source {@link dev.webshocket.packet.PacketSource#BROADCAST}; section "Packet" of the wire
 * protocol. With nobody to reach, a message is not encoded and has no effect.
 *
 * <p>Safe for use by any thread.
 */
public interface Channels {

    /**
     * Sends a message to all subscribers of a channel. Does what {@link #publish(String, Object, Recipients)} does with
     * {@link Recipients#all()}.
     *
     * @param channel the channel's name
     * @param data the payload, may be null
     * @return at how many connections the message was queued
     * @throws ChannelException if the name is null, empty, or longer than {@link WebshocketSettings#channelNameLength()}
     * @throws IllegalArgumentException if the data has no form on the wire
     */
    default int publish(String channel, Object data) {
        return publish(channel, data, Recipients.all());
    }

    /**
     * Sends a message to the subscribers of a channel, once to each, by however many names and patterns it is one.
     *
     * @param channel the channel's name
     * @param data the payload: anything that the binding can write, may be null
     * @param recipients which of the subscribers get it
     * @return at how many connections the message was queued; those whose queue dropped it do not count
     * @throws ChannelException if the name is null, empty, or longer than {@link WebshocketSettings#channelNameLength()}
     * @throws IllegalArgumentException if the data has no form on the wire; nobody got it then
     */
    int publish(String channel, Object data, Recipients recipients);

    /**
     * Sends a message to all subscribers of several channels. Does what {@link #publish(Collection, Object,
     * Recipients)} does with {@link Recipients#all()}.
     *
     * @param channels the channels' names
     * @param data the payload, may be null
     * @return how many messages were queued
     * @throws ChannelException if a name is not allowed
     * @throws IllegalArgumentException if the data has no form on the wire
     */
    default int publish(Collection<String> channels, Object data) {
        return publish(channels, data, Recipients.all());
    }

    /**
     * Sends a message to the subscribers of several channels: one after the other, a packet for each channel, so that a
     * connection that has subscribed to two of them gets two.
     *
     * @param channels the channels' names; one that stands twice counts once
     * @param data the payload: anything that the binding can write, may be null
     * @param recipients which of the subscribers get it
     * @return how many messages were queued, all channels together
     * @throws ChannelException if a name is null, empty, or longer than {@link WebshocketSettings#channelNameLength()};
     *     nothing was sent to any channel then
     * @throws IllegalArgumentException if the data has no form on the wire
     */
    int publish(Collection<String> channels, Object data, Recipients recipients);

    /**
     * Sends a message to every connection, whatever it has subscribed to. Does what {@link #broadcast(Object,
     * Recipients)} does with {@link Recipients#all()}.
     *
     * @param data the payload, may be null
     * @return at how many connections the message was queued
     * @throws IllegalArgumentException if the data has no form on the wire
     */
    default int broadcast(Object data) {
        return broadcast(data, Recipients.all());
    }

    /**
     * Sends a message to connections whatever they have subscribed to. A connection takes part once its {@link
     * OnConnect} callbacks have returned, so that clients that are turned away get nothing.
     *
     * @param data the payload: anything that the binding can write, may be null
     * @param recipients which of the connections get it
     * @return at how many connections the message was queued; those whose queue dropped it do not count
     * @throws IllegalArgumentException if the data has no form on the wire; nobody got it then
     */
    int broadcast(Object data, Recipients recipients);

    /**
     * Narrows both publishing and broadcasting to the connections of one endpoint.
     *
     * @param path the endpoint's path as in {@link WebSocketHandler}, with the names of its variables, for instance
     *     {@code /rooms/{room}}
     * @return the channels of that endpoint, good for as long as these
     * @throws IllegalArgumentException if there is no such endpoint; the message lists those there are
     */
    Channels at(String path);
}
