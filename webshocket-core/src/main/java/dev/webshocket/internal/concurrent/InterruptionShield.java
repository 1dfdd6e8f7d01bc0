package dev.webshocket.internal.concurrent;

/**
 * Keeps interruptions that are meant for user code away from the other work of its thread: Java closes a channel when an interrupted
 * thread writes to it, and the channel may be another connection's. For the current thread.
 *
 * <p>Shields may be nested; the outermost counts.
 */
public final class InterruptionShield implements AutoCloseable {

    /** Work that other threads interrupt. Safe for use by any thread. */
    public interface Interruptible {

        /**
         * Defers interruptions.
         *
         * @return false if the work does not run on the current thread, or interruptions are deferred already
         */
        boolean pauseInterruption();

        /**
         * Allows interruptions again.
         *
         * @return whether an interruption was deferred, so that the current thread is to be interrupted
         */
        boolean resumeInterruption();
    }

    private static final ThreadLocal<Interruptible> RUNNING = new ThreadLocal<>();
    private static final InterruptionShield NOTHING = new InterruptionShield(null, false);

    private final Interruptible paused;
    private final boolean interrupted;

    private InterruptionShield(Interruptible paused, boolean interrupted) {
        this.paused = paused;
        this.interrupted = interrupted;
    }

    /** Sets the work of the current thread; null for work that is not interrupted. */
    public static void runs(Interruptible work) {
        // Null is not removed, which would make a new entry for each call.
        RUNNING.set(work);
    }

    /** Returns the work of the current thread; null for none. */
    public static Interruptible running() {
        return RUNNING.get();
    }

    /** Raises a shield, until it is closed on the same thread. */
    public static InterruptionShield raise() {
        Interruptible running = RUNNING.get();
        boolean paused = running != null && running.pauseInterruption();
        boolean interrupted = Thread.interrupted();
        return paused || interrupted ? new InterruptionShield(paused ? running : null, interrupted) : NOTHING;
    }

    @Override
    public void close() {
        boolean late = paused != null && paused.resumeInterruption();
        if (late || interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
