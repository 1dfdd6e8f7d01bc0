package dev.webshocket;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Sends messages to many connections: to the {@linkplain ClientConnection#subscribe subscribers} of a channel, to those of a
 * user, or to all. A CDI application injects it, in handlers and in any other bean; it works on every thread.
 *
 * <p>A message is encoded once for each encoding in use, and queued for each recipient; no method waits for a client.
 * {@link WebshocketSettings#slowConsumer()} or the channel's {@link ChannelRule} decides what happens to a client that does not
 * read; it delays no other client. Each recipient gets the messages that one thread publishes to one channel, or broadcasts, in the
 * order published. A message that cannot be encoded reaches nobody.
 *
 * <p>A message to all subscribers of a channel with history, by a {@link ChannelRule}, is kept, and every subscriber gets the messages
 * of all threads in one order, that of the {@linkplain #history history}. It is encoded in both encodings, so its data must have a form
 * in both. The same holds for a message to all but {@linkplain Recipients#except some}. What is published to those of {@linkplain
 * Recipients#where a condition}, or {@linkplain #at by an endpoint}, is not kept and has no place in that order. Publishing waits for a log of messages that is on another machine, but not in a {@link
 * NonBlocking} method.
 *
 * <p>Wildcards have no meaning in the names given here: only subscribers use patterns. The message is a {@link
 * dev.webshocket.packet.Packet} of source {@link dev.webshocket.packet.PacketSource#CHANNEL} with the channel's name,
 * or of source {@link dev.webshocket.packet.PacketSource#BROADCAST}; section "Packet" of the wire protocol. The data may be such a
 * packet, of which the payload, the timestamp and the correlation id are taken; one with an RPC message is refused. A message that is
 * neither kept nor has recipients is not encoded and has no effect.
 *
 * <p>Safe for use by any thread.
 */
public interface Channels {

    /**
     * Sends a message to all subscribers of a channel: {@link #publish(String, Object, Recipients)} with {@link
     * Recipients#all()}.
     *
     * @param channel the channel's name
     * @param data the payload, may be null
     * @return the number of connections for which the message was queued
     * @throws ChannelException if the name is null, empty, or longer than {@link
     *     WebshocketSettings#channelNameLength()}
     * @throws IllegalArgumentException if the data cannot be encoded
     */
    default int publish(String channel, Object data) {
        return publish(channel, data, Recipients.all());
    }

    /**
     * Sends a message to the subscribers of a channel. Each gets it once, even if several of its subscriptions match.
     *
     * @param channel the channel's name
     * @param data the payload: any value that the JSON binding can write, or a {@link dev.webshocket.packet.Packet}; may be null
     * @param recipients which of the subscribers get it; a channel with history keeps only what all get
     * @return the number of connections for which the message was queued; those whose queue dropped it do not count
     * @throws ChannelException if the name is null, empty, or longer than {@link
     *     WebshocketSettings#channelNameLength()}
     * @throws ChannelException if the log does not keep the message in a channel with history, {@code WEBSHOCKET-0263}: it fails, or
     *     does not answer within 30 seconds, and may keep it yet; or the thread is interrupted
     * @throws IllegalArgumentException if the data cannot be encoded, then nobody gets it; or is a packet with an RPC message
     */
    int publish(String channel, Object data, Recipients recipients);

    /**
     * Sends a message to all subscribers of several channels: {@link #publish(Collection, Object, Recipients)} with
     * {@link Recipients#all()}.
     *
     * @param channels the channels' names
     * @param data the payload, may be null
     * @return how many messages were queued
     * @throws ChannelException if a name is not allowed
     * @throws IllegalArgumentException if the data cannot be encoded
     */
    default int publish(Collection<String> channels, Object data) {
        return publish(channels, data, Recipients.all());
    }

    /**
     * Sends a message to the subscribers of several channels, one channel after the other. Each channel has a packet of
     * its own, so a connection that has subscribed to two of them gets two packets.
     *
     * @param channels the channels' names; duplicates count once
     * @param data the payload: any value that the JSON binding can write; may be null
     * @param recipients which of the subscribers get it
     * @return how many messages were queued, over all channels
     * @throws ChannelException if a name is null, empty, or longer than {@link WebshocketSettings#channelNameLength()};
     *     then nothing is sent to any channel
     * @throws IllegalArgumentException if the data cannot be encoded
     */
    int publish(Collection<String> channels, Object data, Recipients recipients);

    /**
     * Sends a message to every connection, whatever it has subscribed to: {@link #broadcast(Object, Recipients)} with
     * {@link Recipients#all()}.
     *
     * @param data the payload, may be null
     * @return the number of connections for which the message was queued
     * @throws IllegalArgumentException if the data cannot be encoded
     */
    default int broadcast(Object data) {
        return broadcast(data, Recipients.all());
    }

    /**
     * Sends a message to connections, whatever they have subscribed to. A connection gets broadcasts once its {@link
     * OnConnect} callbacks have returned, so that a client that these refuse gets none.
     *
     * @param data the payload: any value that the JSON binding can write; may be null
     * @param recipients which of the connections get it
     * @return the number of connections for which the message was queued; those whose queue dropped it do not count
     * @throws IllegalArgumentException if the data cannot be encoded, then nobody gets it; or is a packet with an RPC message
     */
    int broadcast(Object data, Recipients recipients);

    /**
     * Sends a message to all connections of a user, such as those of several devices. The time depends on their number only,
     * because an index finds them. Those that wait for their clients to resume them count. A connection gets such messages once
     * its {@link OnConnect} callbacks have returned, as with broadcasts.
     *
     * @param name the name of the {@link ClientConnection#principal()}
     * @param data as {@link ClientConnection#send} takes it: a {@link dev.webshocket.packet.Packet} as it is, or the payload of a
     *     packet of source {@link dev.webshocket.packet.PacketSource#CUSTOM}; may be null
     * @return the number of connections for which the message was queued; those whose queue dropped it do not count
     * @throws IllegalArgumentException if the data cannot be encoded; then nobody gets it
     */
    int toUser(String name, Object data);

    /**
     * Returns the latest messages of a channel with history.
     *
     * @param channel the channel's name
     * @param limit the most messages to return, at least 1
     * @return the messages, the oldest first; unmodifiable, empty if the channel has no history
     * @throws ChannelException as {@link #history(String, int, String)}
     * @throws IllegalArgumentException if the limit is below 1
     */
    default List<ChannelMessage> history(String channel, int limit) {
        return history(channel, limit, null);
    }

    /**
     * Returns messages of a channel with history that are older than another one: a page of the history. {@link #at} makes no
     * difference.
     *
     * @param channel the channel's name
     * @param limit the most messages to return, at least 1
     * @param before the {@link ChannelMessage#position()} of a message, which need not be there any more; null for the latest of all
     * @return the messages, the oldest first; unmodifiable, empty if there are none, if the channel has no history, and if the
     *     position is that of another channel or of a log that is gone
     * @throws ChannelException if the name is null, empty or too long, or the position cannot be read; or if the log cannot be read,
     *     {@code WEBSHOCKET-0263}: it fails, does not answer within 30 seconds, or would have to be waited for in a {@link
     *     NonBlocking} method
     * @throws IllegalArgumentException if the limit is below 1
     */
    List<ChannelMessage> history(String channel, int limit, String before);

    /**
     * Returns messages of a channel with history, as {@link #history(String, int, String)} does, without waiting.
     *
     * @param channel the channel's name
     * @param limit the most messages to return, at least 1
     * @param before the {@link ChannelMessage#position()} of a message; null for the latest of all
     * @return completes with the messages, on any thread, which must not be blocked; with a {@link ChannelException} if the log fails
     * @throws ChannelException if the name is null, empty or too long, or the position cannot be read
     * @throws IllegalArgumentException if the limit is below 1
     */
    CompletionStage<List<ChannelMessage>> historyAsync(String channel, int limit, String before);

    /**
     * Returns who is present in a channel: the users and anonymous connections that have subscribed to it by its name. Connections
     * that wait for their clients to resume them are among them. {@link #at} makes no difference.
     *
     * @param channel the channel's name
     * @return the members of all servers that share the store; none if the {@link ChannelRules} give the channel no presence
     * @throws ChannelException if the name is null, empty or too long; or if the members cannot be read, {@code WEBSHOCKET-0268}:
     *     the store fails, does not answer within 30 seconds, or would have to be waited for in a {@link NonBlocking} method
     */
    ChannelPresence presence(String channel);

    /**
     * Returns who is present in a channel, as {@link #presence} does, without waiting.
     *
     * @param channel the channel's name
     * @return completes with the members, on any thread, which must not be blocked; with a {@link ChannelException} if they cannot be
     *     read
     * @throws ChannelException if the name is null, empty or too long
     */
    CompletionStage<ChannelPresence> presenceAsync(String channel);

    /**
     * Returns how many members are present in a channel, without making a list of them.
     *
     * @param channel the channel's name
     * @return completes with the number, zero if the channel has no presence; with a {@link ChannelException} if it cannot be read
     * @throws ChannelException if the name is null, empty or too long
     */
    CompletionStage<Integer> presenceCount(String channel);

    /**
     * Returns the channels to which open connections of this server have subscribed by their names. Looks at all connections.
     *
     * @return a snapshot of the names, sorted, without patterns; unmodifiable
     */
    Set<String> names();

    /**
     * Returns the open connections of this server that have subscribed to a channel, by its name or by a pattern.
     *
     * @param channel the channel's name
     * @return a snapshot; unmodifiable
     * @throws ChannelException if the name is null, empty or too long
     */
    Set<ClientConnection> subscribers(String channel);

    /**
     * Restricts publishing, broadcasting, {@link #names} and {@link #subscribers} to the connections of one endpoint. What is published
     * so is not kept in a channel with history.
     *
     * @param path the endpoint's path as in {@link WebSocketHandler}, with the names of its variables, for instance
     *     {@code /rooms/{room}}
     * @return the channels of that endpoint, usable as long as this object
     * @throws IllegalArgumentException if no endpoint has this path; the message lists all endpoints
     */
    Channels at(String path);
}
