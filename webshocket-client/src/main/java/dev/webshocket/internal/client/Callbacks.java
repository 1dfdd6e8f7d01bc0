package dev.webshocket.internal.client;

import dev.webshocket.PresenceChange;
import dev.webshocket.client.ClientOptions;
import dev.webshocket.packet.Packet;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the server sends for the application's callbacks, in the order received: packets, gaps and changes of presence. What waits for
 * them is bounded together. Messages of channels with history, and changes of presence, that are dropped for want of room become a
 * gap in their place. Safe for use by any thread; no other code runs under its lock.
 */
final class Callbacks {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final Consumer<? super Packet> onReceive;
    private final Consumer<? super List<String>> onGap;
    private final Consumer<? super PresenceChange> onPresence;
    private final CallbackLane lane;
    private final ArrivalQueue<Event> events;
    private final LostChannels lost;
    private boolean delivering;
    private boolean gapLogged;

    /**
     * Creates it with nothing to deliver.
     *
     * @param options have the callbacks
     * @param lane runs them
     */
    Callbacks(ClientOptions options, CallbackLane lane) {
        this(options.bufferBytes(), options.onReceive(), options.onGap(), options.onPresence(), lane);
    }

    Callbacks(
            int bound,
            Consumer<? super Packet> onReceive,
            Consumer<? super List<String>> onGap,
            Consumer<? super PresenceChange> onPresence,
            CallbackLane lane) {
        this.onReceive = onReceive;
        this.onGap = onGap;
        this.onPresence = onPresence;
        this.lane = lane;
        this.events = new ArrivalQueue<>(bound, this::dropped);
        this.lost = new LostChannels(bound);
    }

    private sealed interface Event {}

    private record Received(Packet packet, boolean isKept) implements Event {}

    private record Gap(List<String> channels) implements Event {}

    private record Presence(PresenceChange change) implements Event {}

    /** Tells whether there is a callback for packets. */
    boolean takePackets() {
        return onReceive != null;
    }

    /**
     * Delivers a packet, if there is a callback for it.
     *
     * @param isKept whether it is a message of a channel with history
     */
    void received(Packet packet, int bytes, boolean isKept) {
        add(new Received(packet, isKept), bytes);
    }

    /** Delivers the names and patterns of what was lost on the way from the server. */
    void gap(List<String> channels) {
        if (onGap != null) {
            add(new Gap(channels), channels.stream().mapToInt(String::length).sum());
            return;
        }
        synchronized (this) {
            if (gapLogged) {
                return;
            }
            gapLogged = true;
        }
        LOG.log(Level.DEBUG, "messages of {0} were lost, and no onGap callback hears of it; said once", channels);
    }

    /** Delivers a change of presence, if there is a callback for it. */
    void presence(PresenceChange change, int bytes) {
        if (onPresence != null) {
            add(new Presence(change), bytes);
        }
    }

    /** Reports a message of a channel with history that was dropped elsewhere in this client. */
    void lost(String channel) {
        if (onGap == null) {
            return;
        }
        synchronized (this) {
            lost.add(channel);
        }
        deliver();
    }

    private void add(Event event, int bytes) {
        boolean dropping;
        synchronized (this) {
            dropping = events.add(event, bytes);
        }
        if (dropping) {
            ArrivalQueue.warn();
        }
        deliver();
    }

    /** Under the lock. */
    private void dropped(Event event) {
        if (onGap == null) {
            return;
        }
        if (event instanceof Received received && received.isKept()) {
            lost.add(received.packet().channel());
        } else if (event instanceof Gap gap) {
            gap.channels().forEach(lost::add);
        } else if (event instanceof Presence presence) {
            lost.add(presence.change().channel());
        }
    }

    private void deliver() {
        synchronized (this) {
            if (delivering) {
                return;
            }
            delivering = true;
            lane.add(this::callBack);
        }
        lane.kick();
    }

    private void callBack() {
        for (Event event = next(); event != null; event = next()) {
            if (event instanceof Received received) {
                call(onReceive, received.packet(), "WEBSHOCKET-0232: the onReceive callback threw");
            } else if (event instanceof Gap gap) {
                call(onGap, gap.channels(), "WEBSHOCKET-0360: the onGap callback threw");
            } else if (event instanceof Presence presence) {
                call(onPresence, presence.change(), "WEBSHOCKET-0361: the onPresence callback threw");
            }
        }
    }

    /** What was dropped is older than what waits. */
    private synchronized Event next() {
        Event event = lost.isEmpty() ? events.poll() : new Gap(lost.take());
        delivering = event != null;
        return event;
    }

    private static <T> void call(Consumer<? super T> callback, T argument, String failure) {
        try {
            callback.accept(argument);
        } catch (Throwable e) {
            // Also for an Error: what comes later must still be delivered.
            LOG.log(Level.WARNING, failure, e);
        }
    }
}
