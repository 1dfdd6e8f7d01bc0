package dev.webshocket.internal.channel;

import dev.webshocket.Member;
import dev.webshocket.spi.extension.PresenceStore;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/**
 * Tells subscribers of version 2 of the protocol by a gap that changes of members may have been lost, so that they ask anew who is
 * there. Safe for use by any thread.
 */
public final class PresenceGaps implements PresenceStore.Follower {

    private final ChannelRuleTable rules;
    private final Receivers connections;
    private final Executor executor;

    /**
     * Makes the gaps of an engine.
     *
     * @param rules tells which channels have presence
     * @param connections those of the engine
     * @param executor sends the gaps
     */
    public PresenceGaps(ChannelRuleTable rules, Receivers connections, Executor executor) {
        this.rules = rules;
        this.connections = connections;
        this.executor = executor;
    }

    /** Nothing is lost. */
    @Override
    public void changed(String channel, Member before, Member after) {}

    @Override
    public void lost(Predicate<String> channels) {
        try {
            executor.execute(() -> connections.all().forEach(each -> tell(each, channels)));
        } catch (RejectedExecutionException e) {
            // The application has stopped.
        }
    }

    private void tell(Receiver receiver, Predicate<String> channels) {
        List<String> concerned = receiver.connection().subscriptions().stream()
                .filter(subscribed -> mayMiss(GlobPattern.compile(subscribed), channels))
                .toList();
        if (!concerned.isEmpty()) {
            receiver.gap(concerned);
        }
    }

    private boolean mayMiss(GlobPattern subscribed, Predicate<String> channels) {
        return rules.mayHavePresence(subscribed) && (!subscribed.isLiteral() || channels.test(subscribed.text()));
    }
}
