package dev.webshocket.internal.channel;

import dev.webshocket.ChannelRules;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Member;
import dev.webshocket.NonBlocking;
import dev.webshocket.PresenceChange;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.WebshocketSettingsBuilder;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.support.EngineServer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The handler of the tests of presence: channels {@code room.*} know who is there, others do not. A token is a user's name. */
@WebSocketHandler("/lobby")
class LobbyHandler {

    static final ChannelRules RULES = ChannelRules.builder()
            .channel("room.quiet", rule -> {})
            .channel("room.*", rule -> rule.presence())
            .build();

    final Queue<PresenceChange> observed = new ConcurrentLinkedQueue<>();
    volatile RuntimeException observerFailure;
    Channels channels;

    /** Starts a server whose clients have no need to beat. */
    EngineServer start(Consumer<ServiceEnvironment.Builder> more) throws Exception {
        return start(settings -> {}, more);
    }

    EngineServer start(Consumer<WebshocketSettingsBuilder> settings, Consumer<ServiceEnvironment.Builder> more)
            throws Exception {
        WebshocketSettingsBuilder builder =
                WebshocketSettings.builder().shutdownGrace(Duration.ZERO).pingInterval(Duration.ofMinutes(10));
        settings.accept(builder);
        EngineServer server = EngineServer.startWith(
                environment -> {
                    environment
                            .settings(builder.build())
                            .channelRules(RULES)
                            .credentials(byName())
                            .presenceObserver(this::observe);
                    more.accept(environment);
                },
                this);
        channels = server.engine().channels();
        return server;
    }

    private static CredentialCheck byName() {
        return (token, connection) -> CompletableFuture.completedFuture(new Identity(token, List.of(), null));
    }

    private void observe(PresenceChange change) {
        observed.add(change);
        if (observerFailure != null) {
            throw observerFailure;
        }
    }

    @RpcMethod
    String uid(ClientConnection connection) {
        return connection.uid();
    }

    @RpcMethod
    void join(ClientConnection connection, List<String> names) {
        connection.subscribe(names.toArray(String[]::new));
    }

    @RpcMethod
    void leave(ClientConnection connection, List<String> names) {
        connection.unsubscribe(names.toArray(String[]::new));
    }

    @RpcMethod
    void info(ClientConnection connection, Object info) {
        connection.presenceInfo(info);
    }

    @RpcMethod("no_info")
    void noInfo(ClientConnection connection) {
        connection.presenceInfo(null);
    }

    @RpcMethod
    void publish(String channel, Object data) {
        channels.publish(channel, data);
    }

    @RpcMethod
    List<Member> who(String channel) {
        return channels.presence(channel).members();
    }

    @NonBlocking
    @RpcMethod("who_at_once")
    List<Member> whoAtOnce(String channel) {
        return channels.presence(channel).members();
    }

    @RpcMethod("who_later")
    CompletionStage<List<Member>> whoLater(String channel) {
        return channels.presenceAsync(channel).thenApply(presence -> presence.members());
    }

    @RpcMethod
    CompletionStage<Integer> count(String channel) {
        return channels.presenceCount(channel);
    }
}
