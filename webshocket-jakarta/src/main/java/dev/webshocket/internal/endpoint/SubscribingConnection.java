package dev.webshocket.internal.endpoint;

import dev.webshocket.LiveFigures;
import dev.webshocket.Since;
import dev.webshocket.internal.channel.LoggedMessage;
import dev.webshocket.internal.channel.Receiver;
import dev.webshocket.internal.channel.SubscriptionObserver;
import dev.webshocket.internal.channel.Subscriptions;
import dev.webshocket.internal.session.ChannelReports;
import dev.webshocket.internal.session.Enqueued;
import dev.webshocket.internal.session.PushedMessage;
import dev.webshocket.internal.session.SendQueue;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.platform.ServiceEnvironment;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;

/** A connection as a subscriber of channels. Safe for use by any thread. */
abstract class SubscribingConnection extends ConnectionState implements Receiver, LiveFigures.Source {

    private final ServiceEngine engine;

    /** Null if no channel keeps messages. */
    private final ConnectionRecovery recovery;

    SubscribingConnection(String uid, Arrival arrival, ServiceEngine engine) {
        super(uid, arrival, engine);
        this.engine = engine;
        this.recovery = engine.messaging().rules().keepsAny()
                ? new ConnectionRecovery(this, engine.messaging().recoveries())
                : null;
    }

    /** Returns what the connection has subscribed to. */
    abstract ConnectionSubscriptions channels();

    /** Returns the queue of its messages. */
    abstract SendQueue queue();

    final Subscriptions newSubscriptions() {
        ServiceEnvironment environment = engine.environment();
        return new Subscriptions(
                this,
                environment.channels(),
                engine.messaging().limits(),
                engine.messaging().presence().of(this),
                recovery == null ? SubscriptionObserver.NONE : recovery,
                environment.log());
    }

    /** The client has come back with the positions up to which it has read. */
    final void comeBack(List<String> positions) {
        if (recovery != null) {
            recovery.comeBack(positions);
        }
    }

    /**
     * Returns the positions of a welcome.
     *
     * @param goesOn whether the session goes on with all that was sent
     */
    final List<String> positions(boolean goesOn) {
        if (recovery == null) {
            return List.of();
        }
        return goesOn ? recovery.welcomeBack() : recovery.welcome();
    }

    /** See {@link dev.webshocket.internal.session.SessionListener#channelReports}. */
    public final ChannelReports channelReports() {
        return recovery == null ? ChannelReports.NONE : recovery;
    }

    /** Looks whether it has caught up. For the timer's thread. */
    final void checkRecovery(long now) {
        if (recovery != null) {
            recovery.check(now);
        }
    }

    /** Catches up with nothing more, after the end of the session. */
    final void endRecovery() {
        if (recovery != null) {
            recovery.end();
        }
    }

    @Override
    public final boolean wants(LoggedMessage message) {
        boolean now = recovery == null || !message.isKept() || recovery.wants(message.entry());
        return now && message.entry().isFor(uid());
    }

    @Override
    public final Optional<Runnable> lost(LogPosition before, LogPosition head) {
        return recovery == null ? Optional.empty() : recovery.lost(before, head);
    }

    @Override
    public final void gap(Collection<String> subscriptions) {
        queue().gap(subscriptions);
    }

    @Override
    public final boolean push(PushedMessage message) {
        return queue().push(message);
    }

    @Override
    public final Enqueued enqueue(PushedMessage message) {
        return queue().enqueue(message);
    }

    @Override
    public void subscribe(String... channels) {
        channels().add(channels);
        stateChanged();
    }

    @Override
    public void subscribe(String channel, Since since) {
        channels().add(channel, since);
        stateChanged();
    }

    @Override
    public void subscribeNames(String... channels) {
        channels().addNames(channels);
        stateChanged();
    }

    @Override
    public void unsubscribe(String... channels) {
        channels().remove(channels);
        stateChanged();
    }

    @Override
    public Set<String> subscriptions() {
        return channels().snapshot();
    }

    @Override
    public void presenceInfo(Object info) {
        channels().presence().info(info);
        stateChanged();
    }

    @Override
    public final Flow.Publisher<LiveFigures> liveFigures() {
        if (engine.live() == null) {
            throw new IllegalStateException(
                    "WEBSHOCKET-0293: this application has no handler that extends LiveHandler, so that "
                            + "nothing is counted");
        }
        return engine.live();
    }
}
