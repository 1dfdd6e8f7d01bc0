package dev.webshocket.js;

import dev.webshocket.ChannelRules;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Member;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Channels with and without history and presence, and broadcasts. */
@WebSocketHandler("/channels")
@ApplicationScoped
public class ChannelsHandler {

    @Inject
    Channels channels;

    /** Which channels keep messages, and which know who is there. */
    static ChannelRules.Builder rules() {
        return ChannelRules.builder()
                .channel(
                        "room.*",
                        rule -> rule.history(10_000, Duration.ofMinutes(10)).presence())
                .channel("short.*", rule -> rule.history(5, Duration.ofMinutes(10)))
                .channel("price.*", rule -> rule.latestOnly());
    }

    @RpcMethod
    void subscribe(ClientConnection connection, String... names) {
        connection.subscribe(names);
    }

    @RpcMethod
    void unsubscribe(ClientConnection connection, String... names) {
        connection.unsubscribe(names);
    }

    /** Enters a room, where others see the info. */
    @RpcMethod
    List<Object> enter(ClientConnection connection, String room, Object info) {
        connection.presenceInfo(info);
        connection.subscribe(room);
        return members(room);
    }

    @RpcMethod
    List<Object> members(String room) {
        return channels.presence(room).members().stream().map(Member::info).toList();
    }

    /** Publishes messages in a channel, one after the other. */
    @RpcMethod
    void publish(String channel, Object... messages) {
        for (Object message : messages) {
            channels.publish(channel, message);
        }
    }

    @RpcMethod
    void publishAt(String channel, Object data, double timestamp) {
        channels.publish(channel, new Packet(PacketSource.CHANNEL, data, null, channel, timestamp, null));
    }

    @RpcMethod
    void broadcast(Object data) {
        channels.broadcast(data);
    }
}
