package dev.webshocket.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Runs what is to happen when the test steps it, in an order that a seed decides: what has been put into one line happens in its
 * order, and nothing else is promised. For one thread.
 */
public final class SteppedScheduler {

    private final Random random;
    private final List<Line> lines = new ArrayList<>();

    public SteppedScheduler(long seed) {
        this.random = new Random(seed);
    }

    /** What happens one after the other. */
    public final class Line {

        private final List<Runnable> events = new ArrayList<>();

        private Line() {}

        /** Adds what is to happen after all that is in the line. */
        public void add(Runnable event) {
            events.add(event);
        }

        /** Drops what has not happened yet. */
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

    /** Lets something happen; returns false where there is nothing. */
    public boolean step() {
        List<Line> busy = lines.stream().filter(line -> !line.events.isEmpty()).toList();
        if (busy.isEmpty()) {
            return false;
        }
        busy.get(random.nextInt(busy.size())).events.remove(0).run();
        return true;
    }

    /** Lets everything happen. */
    public void run() {
        while (step()) {
            // Each step may add others; what is tested comes to an end.
        }
    }
}
