package dev.webshocket.internal.client;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The order of the server's calls of a client. They start in the order of arrival. A method that returns a value ends, or waits for
 * the server, before the next one starts; other calls run on beside. Their number is bounded, and so are the bytes of those that
 * wait.
 *
 * <p>Safe for use by any thread. Nothing runs under its monitor but the check for room in a send queue.
 */
final class ExposedLane {

    private final ClientThreads threads;
    private final int bound;
    private final int boundBytes;
    private final Queue<ExposedCall> waiting = new ArrayDeque<>();
    private long bytes;
    /** How many calls wait or run. */
    private int calls;
    /** Whether a thread runs the lane, or will when there is room. */
    private boolean running;

    /**
     * Makes an idle lane.
     *
     * @param threads run the calls
     * @param bound how many calls may run and wait
     * @param boundBytes how many bytes of messages may wait; a single one may have more
     */
    ExposedLane(ClientThreads threads, int bound, int boundBytes) {
        this.threads = threads;
        this.bound = bound;
        this.boundBytes = boundBytes;
    }

    /** Adds a call; returns false if too many run and wait. */
    boolean offer(ExposedCall call) {
        synchronized (this) {
            if (calls >= bound || (bytes > 0 && bytes + call.heldBytes() > boundBytes)) {
                return false;
            }
            waiting.add(call);
            bytes += call.heldBytes();
            calls++;
        }
        start();
        return true;
    }

    /** Releases the place of a call that has ended; once for each call. */
    synchronized void release() {
        calls--;
    }

    /** Lets the next call start, since the current one waits or runs beside the lane. For the thread that runs the lane. */
    void leave() {
        synchronized (this) {
            running = false;
        }
        start();
    }

    private void start() {
        synchronized (this) {
            if (running || waiting.isEmpty()) {
                return;
            }
            running = true;
        }
        threads.callBack(this::run);
    }

    private void run() {
        for (ExposedCall call = next(); call != null; call = next()) {
            if (!call.run()) {
                return;
            }
        }
    }

    /** Takes the next call; null if there is none, or it waits for room to answer. */
    private synchronized ExposedCall next() {
        ExposedCall first = waiting.peek();
        running = first != null;
        if (first == null || first.whenRoom(() -> threads.callBack(this::run))) {
            return null;
        }
        waiting.remove();
        bytes -= first.heldBytes();
        return first;
    }
}
