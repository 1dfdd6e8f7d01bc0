package dev.webshocket.docs;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Member;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

// region handler
@WebSocketHandler("/lobby")
public class LobbyHandler {

    @Inject
    Channels channels;

    @RpcMethod
    public List<Member> enter(ClientConnection connection, String room, String name) {
        connection.presenceInfo(Map.of("name", name));
        connection.subscribeNames("room." + room); // the caller is present from now on
        return channels.presence("room." + room).members();
    }
}
// endregion
