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

    @RpcMethod // the payloads, the oldest first
    public List<Object> history(String room, int limit) {
        if (limit < 1) {
            throw new RpcException("the limit is at least 1");
        }
        return channels.history(room, limit).stream().map(ChannelMessage::data).toList();
    }

    @RpcMethod // the ids of those present
    public List<String> who(String room) {
        return members(room).stream().map(Member::id).toList();
    }

    @RpcMethod // with what RoomHandler tells of them
    public List<Member> members(String room) {
        return channels.presence(room).members();
    }

    @RpcMethod
    public void quote(String channel, Object data) {
        channels.publish(channel, data);
    }
}
