package dev.webshocket.example;

import dev.webshocket.ChannelMessage;
import dev.webshocket.Channels;
import dev.webshocket.Member;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.List;

/** What channels remember, and who is there; {@link DemoChannels} has the rules. */
@WebSocketHandler("/ws")
public class HistoryHandler {

    @Inject
    Channels channels;

    /** Returns what was said last in a room that keeps it, the oldest first. */
    @RpcMethod
    public List<Object> history(String room, int limit) {
        if (limit < 1) {
            throw new RpcException("the limit is at least 1");
        }
        return channels.history(room, limit).stream().map(ChannelMessage::data).toList();
    }

    /** Returns the ids of those in a room of the form room.*. */
    @RpcMethod
    public List<String> who(String room) {
        return members(room).stream().map(Member::id).toList();
    }

    /** Returns those in a room, with their names. */
    @RpcMethod
    public List<Member> members(String room) {
        return channels.presence(room).members();
    }

    /** Publishes any value; a channel of the form price.* keeps the latest. */
    @RpcMethod
    public void quote(String channel, Object data) {
        channels.publish(channel, data);
    }
}
