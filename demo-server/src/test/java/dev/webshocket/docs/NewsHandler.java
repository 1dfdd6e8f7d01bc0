package dev.webshocket.docs;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.Since;
import dev.webshocket.WebSocketHandler;

@WebSocketHandler("/news")
public class NewsHandler {

    // region subscribing
    @RpcMethod
    public void follow(ClientConnection connection) {
        connection.subscribe("weather", "news.*"); // a name and a pattern
    }

    @RpcMethod
    public void unfollow(ClientConnection connection) {
        connection.unsubscribe("news.*"); // as it was given; "weather" stays
    }
    // endregion

    // region chosen
    @RpcMethod("follow_topic")
    public void followTopic(ClientConnection connection, String topic) {
        connection.subscribeNames("news." + topic); // no wildcards from clients: "*" would follow everything
    }
    // endregion

    @RpcMethod
    public void login(ClientConnection connection, boolean admin, String region) {
        connection.set("is_admin", admin);
        connection.set("region", region);
    }

    // region since
    @RpcMethod
    public void join(ClientConnection connection, String room) {
        connection.subscribe(room, Since.latest(20)); // the latest 20, oldest first, then what is new
    }

    @RpcMethod("join_from")
    public void joinFrom(ClientConnection connection, String room, String position) {
        connection.subscribe(room, Since.position(position)); // what came after that message, then what is new
    }
    // endregion
}
