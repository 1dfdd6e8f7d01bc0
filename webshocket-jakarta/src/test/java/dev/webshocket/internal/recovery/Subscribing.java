package dev.webshocket.internal.recovery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The subscribing of a {@link RecoveryWorld} that has begun, of which the rest comes in two steps. For one thread. */
final class Subscribing {

    /** What is left, to be run one after the other; the registry does one at a time. */
    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** The channels of the subscriptions that the registry does not have yet, and which begin somewhere else than now. */
    private final Set<String> elsewhere = new HashSet<>();

    private boolean registering;

    /** A channel begins somewhere else than now. */
    void beginsElsewhere(String channel) {
        elsewhere.add(channel);
    }

    boolean hasBegun(String channel) {
        return elsewhere.contains(channel);
    }

    /** Tells whether the registry is being changed. */
    boolean isRegistering() {
        return registering;
    }

    /**
     * Begins.
     *
     * @param registration changes the registry
     * @param subscribed runs after that
     */
    void begin(Runnable registration, Runnable subscribed) {
        registering = true;
        steps.add(() -> {
            registering = false;
            elsewhere.clear();
            registration.run();
        });
        steps.add(subscribed);
    }

    /** Ends the step that changes the registry. */
    void register() {
        while (registering) {
            goOn();
        }
    }

    /** Takes the next step, if there is one. */
    void goOn() {
        Runnable next = steps.poll();
        if (next != null) {
            next.run();
        }
    }

    /** Forgets what is left, with the session. */
    void clear() {
        steps.clear();
        registering = false;
        elsewhere.clear();
    }
}
