package dev.webshocket.internal.log;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An application's log for events that clients can cause at any rate. It writes the first event of a kind, counts those
 * that follow within a time window, and writes the count after it: the window is a second for an event, and a minute
 * for a failure, which is written with its stack trace. Texts from clients are escaped.
 *
 * <p>{@link #report} writes the counts; the engine calls it each second. At most 256 kinds are counted at a time; all
 * further kinds count as one. Safe for use by any thread; it does not hold its lock while it writes.
 */
public final class SampledLog {

    private static final long EVENT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FAILURE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_KINDS = 256;
    private static final int MAX_CAUSES = 32;
    /** Room for two texts from clients and the words around them. */
    private static final int MAX_DETAILS_LENGTH = 700;

    private static final Kind OTHERS = new Kind("WEBSHOCKET-0219: too many kinds of events to count separately", "");

    /**
     * The events that are counted together.
     *
     * @param reason the start of the line
     * @param site the class of a failure's root cause and where it was thrown; empty for an event
     */
    private record Kind(String reason, String site) {}

    /** The time in which further events of a kind are only counted. Guarded by the log's monitor. */
    private static final class Window {

        private final Level level;
        private final long begin;
        private final long length;
        /** The id that the caller of a failed call gets too, to find the failure in the log. */
        private final String id;

        private long suppressed;

        Window(Level level, long begin, long length) {
            this.level = level;
            this.begin = begin;
            this.length = length;
            // The id is for searching a log, so it need not be hard to guess.
            this.id = String.format("%012x", ThreadLocalRandom.current().nextLong() & 0xffff_ffff_ffffL);
        }
    }

    private record Line(Level level, String text) {}

    /**
     * The result of counting an event.
     *
     * @param first whether the event is the first in its window, and so is written
     * @param id the id of the window
     * @param counts the lines to write for windows that have ended
     */
    private record Counted(boolean first, String id, List<Line> counts) {}

    private final System.Logger logger;
    private final LongSupplier nanoClock;
    private final Map<Kind, Window> windows = new HashMap<>();

    /** Makes a log that writes to the logger {@code dev.webshocket}, by {@link System#nanoTime()}. */
    public SampledLog() {
        this(System.getLogger("dev.webshocket"), System::nanoTime);
    }

    /**
     * Makes a log with a logger and a clock, for tests.
     *
     * @param logger the logger to write to
     * @param nanoClock a monotonic clock in nanoseconds, such as {@link System#nanoTime()}
     */
    public SampledLog(System.Logger logger, LongSupplier nanoClock) {
        this.logger = logger;
        this.nanoClock = nanoClock;
    }

    /**
     * Writes {@code reason: details} at most once a second for each reason.
     *
     * @param level the level to write at
     * @param reason a constant text that begins with the event's code; it has no text from a client
     * @param details returns the details of this event, which may come from a client: they are {@linkplain LogText
     *     escaped}, and cut after 700 characters. Called only if the event is written
     */
    public void event(Level level, String reason, Supplier<String> details) {
        event(level, reason, details, null);
    }

    /**
     * Writes {@code reason: details} and an exception at most once a second for each reason.
     *
     * @param level the level to write at
     * @param reason a constant text that begins with the event's code; it has no text from a client
     * @param details as for {@link #event(Level, String, Supplier)}
     * @param failure the exception, written with its stack trace and its text escaped; null for none
     */
    public void event(Level level, String reason, Supplier<String> details, Throwable failure) {
        if (!logger.isLoggable(level)) {
            return;
        }
        Counted counted = count(new Kind(reason, ""), level, EVENT_NANOS);
        write(counted.counts());
        if (counted.first()) {
            write(level, reason, details, failure);
        }
    }

    /**
     * Writes a failure with its stack trace, at most once a minute for each kind. Failures are of one kind if they have
     * the same reason, and root causes of the same class that were thrown at the same line.
     *
     * @param level the level to write at
     * @param reason a text that begins with the event's code; its only variable parts are names from the application,
     *     such as that of a method
     * @param failure the exception
     * @param details returns the details of this failure, given the id; escaped. Called only if the failure is written
     * @return the id of this kind of failure in the log, 12 hexadecimal digits, for the answer to the caller
     */
    public String failure(Level level, String reason, Throwable failure, Function<String, String> details) {
        Counted counted = count(new Kind(reason, site(failure)), level, FAILURE_NANOS);
        write(counted.counts());
        if (counted.first()) {
            write(level, reason, () -> details.apply(counted.id()), failure);
        }
        return counted.id();
    }

    /** Writes the counts of windows that have ended, and removes these windows. Called periodically. */
    public void report() {
        write(removeEnded(nanoClock.getAsLong()));
    }

    /** Counts an event in its current window, or starts a window. */
    private synchronized Counted count(Kind kind, Level level, long length) {
        long now = nanoClock.getAsLong();
        Kind bucket = kind;
        Window window = windows.get(kind);
        List<Line> counts = List.of();
        if (window == null || isOver(window, now)) {
            counts = removeEnded(now);
            bucket = windows.size() < MAX_KINDS ? kind : OTHERS;
            window = windows.get(bucket);
        }
        if (window != null) {
            window.suppressed++;
            return new Counted(false, window.id, counts);
        }
        Window started = new Window(level, now, bucket.equals(OTHERS) ? FAILURE_NANOS : length);
        windows.put(bucket, started);
        return new Counted(true, started.id, counts);
    }

    private synchronized List<Line> removeEnded(long now) {
        List<Line> counts = new ArrayList<>(0);
        windows.entrySet().removeIf(entry -> {
            Window window = entry.getValue();
            if (!isOver(window, now)) {
                return false;
            }
            if (window.suppressed > 0) {
                counts.add(new Line(window.level, summary(entry.getKey(), window)));
            }
            return true;
        });
        return counts;
    }

    private static boolean isOver(Window window, long now) {
        return now - window.begin >= window.length;
    }

    private static String summary(Kind kind, Window window) {
        return kind.reason() + ": " + window.suppressed + " more in "
                + TimeUnit.NANOSECONDS.toSeconds(window.length) + " s"
                + (kind.site().isEmpty() ? "" : ", " + kind.site())
                + (window.length == EVENT_NANOS ? "" : ", as internal error " + window.id);
    }

    /** Returns the site of the root cause, since wrappers of different failures come from the same line. */
    private static String site(Throwable failure) {
        Throwable first = failure;
        for (int i = 0; i < MAX_CAUSES && first.getCause() != null; i++) {
            first = first.getCause();
        }
        StackTraceElement[] trace = first.getStackTrace();
        return first.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private void write(List<Line> lines) {
        lines.forEach(line -> write(line.level(), line::text, null));
    }

    private void write(Level level, String reason, Supplier<String> details, Throwable failure) {
        write(level, () -> reason + ": " + LogText.of(String.valueOf(details.get()), MAX_DETAILS_LENGTH), failure);
    }

    /** Never throws: a failure to log must not leave a call without an answer. */
    private void write(Level level, Supplier<String> line, Throwable failure) {
        try {
            // Passed as a supplier, so that the logger does not parse text from a client as a message format.
            String text = line.get();
            if (failure == null) {
                logger.log(level, () -> text);
            } else {
                logger.log(level, () -> text, LoggedFailure.of(failure));
            }
        } catch (Throwable broken) {
            // A broken logger cannot be reported anywhere.
        }
    }
}
