package dev.webshocket.internal.endpoint;

import dev.webshocket.ChannelRules;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.Since;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.support.EngineServer;
import java.time.Duration;
import java.util.List;

/** A handler whose clients say what to subscribe to, and the rules of its channels. */
@WebSocketHandler("/rooms")
class RoomsHandler {

    /** {@code room.*} keeps five messages, {@code price.*} the latest only; other channels keep nothing. */
    static final ChannelRules RULES = ChannelRules.builder()
            .channel("room.*", rule -> rule.history(5, Duration.ofHours(1)))
            .channel("price.*", rule -> rule.latestOnly())
            .build();

    /** Starts a server with these rules. */
    EngineServer start(MessageLog log) throws Exception {
        return EngineServer.startWith(
                environment -> environment.channelRules(RULES).messages(log), this);
    }

    /** Publishes the numbers of a range to a channel. */
    static void publish(EngineServer server, String channel, int from, int to) {
        Channels channels = server.engine().channels();
        for (int number = from; number <= to; number++) {
            channels.publish(channel, number);
        }
    }

    @RpcMethod
    public void join(ClientConnection connection, List<String> channels) {
        connection.subscribe(channels.toArray(String[]::new));
    }

    @RpcMethod
    public void leave(ClientConnection connection, String channel) {
        connection.unsubscribe(channel);
    }

    @RpcMethod("join_latest")
    public void joinLatest(ClientConnection connection, String channel, int count) {
        connection.subscribe(channel, Since.latest(count));
    }

    @RpcMethod("join_from")
    public void joinFrom(ClientConnection connection, String channel, String position) {
        connection.subscribe(channel, Since.position(position));
    }

    @RpcMethod("join_now")
    public void joinNow(ClientConnection connection, String channel) {
        connection.subscribe(channel, Since.now());
    }
}
