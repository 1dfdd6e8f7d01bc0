package dev.webshocket.internal.concurrent;

/**
 * Keeps interruptions that are meant for user code from what else its thread does: Java closes a channel to which an interrupted
 * thread writes, and that may be another connection's. For the current thread.
 *
 * <p>Shields may be nested; the outermost counts.
 */
public final class InterruptionShield implements AutoCloseable {

    /** Work that other threads interrupt. Safe for use by any thread. */
    public interface Interruptible {

        /**
         * Puts interruptions off.
         *
         * @return false if the work does not run on the current thread, or interruptions are put off already
         */
        boolean pauseInterruption();

        /**
         * Lets interruptions through again.
         *
         * @return whether the current thread is to be interrupted, since one has been put off
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

    /** Says what the current thread runs from now on; null for nothing that is interrupted. */
    public static void runs(Interruptible work) {
        // Null is not removed, which would make a new entry for each call.
        RUNNING.set(work);
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
