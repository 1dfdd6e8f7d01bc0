package dev.webshocket.internal.calls;

import dev.webshocket.internal.session.Reading;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;

/**
 * Stops reading the connection while the buffer is full, so that TCP slows the other side down: in version 1 of the protocol.
 * It stops for a few seconds at most, because everything else on the connection waits too.
 *
 * <p>The lock of the buffer is held during no other call than {@link Reading#suspend}.
 */
final class PausedReading implements FlowControl {

    /** Many short steps, of which a pause of the whole machine uses up only one. */
    static final Duration STEP = Duration.ofMillis(500);

    /** Less than half of the server's default {@code sendTimeout}, so that even two such streams fit into it. */
    static final int STEPS = 8;

    private final int bound;
    private final Reading reading;
    private final Lock lock;
    private final BiConsumer<Runnable, Duration> timer;
    private final Runnable giveUp;

    private boolean held;
    /** For how many steps it has been held. */
    private int steps;

    private boolean counting;

    /**
     * Makes it for one stream.
     *
     * @param bound how many bytes may wait
     * @param lock of the buffer
     * @param timer runs something after a time
     * @param giveUp runs when the buffer has been full for too long
     */
    PausedReading(int bound, Reading reading, Lock lock, BiConsumer<Runnable, Duration> timer, Runnable giveUp) {
        this.bound = bound;
        this.reading = reading;
        this.lock = lock;
        this.timer = timer;
        this.giveUp = giveUp;
    }

    @Override
    public boolean arrived(long bytes) {
        return true;
    }

    @Override
    public Runnable adapt(int items, long bytes, boolean ended) {
        boolean full = !ended && items > 1 && bytes > bound;
        if (full == held) {
            return null;
        }
        held = full;
        if (!full) {
            return reading::resume;
        }
        steps = 0;
        // Under the lock, so that no thread resumes it before.
        reading.suspend();
        if (counting) {
            return null;
        }
        counting = true;
        return this::countOn;
    }

    private void countOn() {
        timer.accept(this::step, STEP);
    }

    /** Counts for how long the reading has been stopped. */
    private void step() {
        boolean again;
        lock.lock();
        try {
            steps++;
            again = held && steps < STEPS;
            counting = again;
            if (!held) {
                return;
            }
        } finally {
            lock.unlock();
        }
        if (again) {
            countOn();
        } else {
            giveUp.run();
        }
    }
}
