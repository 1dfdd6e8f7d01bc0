package dev.webshocket.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Runs events when the test steps it, in an order that a seed determines. Events of one line run in order; the order
 * between lines is random. For one thread.
 */
public final class SteppedScheduler {

    private final Random random;
    private final List<Line> lines = new ArrayList<>();

    public SteppedScheduler(long seed) {
        this.random = new Random(seed);
    }

    /** A sequence of events. */
    public final class Line {

        private final List<Runnable> events = new ArrayList<>();

        private Line() {}

        /** Adds an event at the end of the line. */
        public void add(Runnable event) {
            events.add(event);
        }

        /** Removes the events that have not run yet. */
        public void clear() {
            events.clear();
        }
    }

    public Line line() {
        Line line = new Line();
        lines.add(line);
        return line;
    }

    public Random random() {
        return random;
    }

    /** Runs one event; returns false if there is none. */
    public boolean step() {
        List<Line> busy = lines.stream().filter(line -> !line.events.isEmpty()).toList();
        if (busy.isEmpty()) {
            return false;
        }
        busy.get(random.nextInt(busy.size())).events.remove(0).run();
        return true;
    }

    /** Runs all events. */
    public void run() {
        while (step()) {
            // Each event may add others; the bound detects an endless loop.
        }
    }
}
