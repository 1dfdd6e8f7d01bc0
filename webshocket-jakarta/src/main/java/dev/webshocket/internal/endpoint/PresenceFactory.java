package dev.webshocket.internal.endpoint;

import dev.webshocket.PresenceChange;
import dev.webshocket.internal.channel.ChannelRuleTable;
import dev.webshocket.internal.channel.EnginePresence;
import dev.webshocket.internal.channel.PresenceDelivery;
import dev.webshocket.internal.channel.PresenceGaps;
import dev.webshocket.internal.channel.PresenceInfo;
import dev.webshocket.internal.channel.Receivers;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.ClientTask;
import dev.webshocket.internal.presence.PresenceRounds;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.spi.platform.ServiceEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Makes the presence of an engine from its environment. Stateless. */
final class PresenceFactory {

    private PresenceFactory() {}

    /** Makes it, and begins to tell changes if a rule asks for presence. */
    static EnginePresence start(
            ServiceEnvironment environment,
            ChannelRuleTable rules,
            Receivers connections,
            Binding binding,
            Map<Subprotocol, Codec> codecs) {
        EnginePresence presence = new EnginePresence(
                environment.presence(),
                rules,
                new PresenceInfo(
                        binding, List.of(codecs.get(Subprotocol.JSON_TEXT_V2), codecs.get(Subprotocol.MSGPACK_V2))),
                environment.log());
        if (rules.presenceInAny()) {
            CallExecutors executors = environment.executors();
            presence.start(
                    executors.timer(),
                    executors.upkeep(),
                    rounds(environment, presence, connections),
                    new PresenceGaps(rules, connections, executors.upkeep()));
        }
        return presence;
    }

    private static List<PresenceRounds> rounds(
            ServiceEnvironment environment, EnginePresence presence, Receivers connections) {
        CallExecutors executors = environment.executors();
        List<PresenceRounds> rounds = new ArrayList<>();
        rounds.add(new PresenceRounds(
                executors.timer(),
                executors.upkeep(),
                new PresenceDelivery(environment.channels(), connections),
                (channel, failure) ->
                        presence.failed("a change of members could not be sent", failure, "of " + channel)));
        if (environment.presenceObserver() != null) {
            Object network = new Object();
            rounds.add(new PresenceRounds(
                    executors.timer(),
                    task -> executors
                            .calls()
                            .execute(new ClientTask(network, network, ClientTask.Kind.LASTING, task, task)),
                    inContext(environment),
                    (channel, failure) -> presence.failed("an observer of members failed", failure, "for " + channel)));
        }
        return rounds;
    }

    private static Consumer<PresenceChange> inContext(ServiceEnvironment environment) {
        Executor context = environment.contexts().capture();
        return change -> context.execute(() -> environment.presenceObserver().accept(change));
    }
}
