package dev.webshocket.spi;

import dev.webshocket.WebshocketSettings;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a platform gives the engine.
 *
 * @param handlers the classes with {@link dev.webshocket.WebSocketHandler}
 * @param instances gives their instances
 * @param scopes surrounds their calls
 * @param states keeps the connections' attributes
 * @param executors runs the calls; it stays the platform's, which ends it after the engine
 * @param settings the bounds
 * @param channels knows who has subscribed to what
 * @param started told of the engine as soon as it is made, before it has any connection
 */
public record ServiceEnvironment(
        List<Class<?>> handlers,
        HandlerInstances instances,
        CallScopes scopes,
        SessionStates states,
        CallExecutors executors,
        WebshocketSettings settings,
        ChannelRegistry channels,
        Consumer<? super WebshocketEngine> started) {}
