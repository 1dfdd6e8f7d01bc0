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
 * The log of an application for what others can cause as often as they like: it stays short however often that is, has no
 * control characters, and tells how much was left out. Of each kind of event the first is written, and those that follow
 * within its window are counted: a second for an event, a minute for a failure, which is written with its stack trace.
 *
 * <p>{@link #report} writes the counts; the engine calls it each second. At most 256 kinds are told apart at a time; what is
 * beyond counts as one. Safe for use by any thread; nothing is written under its lock.
 */
public final class SampledLog {

    private static final long EVENT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FAILURE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_KINDS = 256;
    private static final int MOST_CAUSES = 32;
    /** Two texts of clients, and what is said around them. */
    private static final int LONGEST_DETAILS = 700;

    private static final Kind OTHERS = new Kind("WEBSHOCKET-0219: more kinds of events than are told apart", "");

    /**
     * What is counted together.
     *
     * @param reason begins the line
     * @param site of a failure, the class of its first cause and where that was thrown; empty for an event
     */
    private record Kind(String reason, String site) {}

    /** The time in which of one kind nothing more is written. Guarded by the log's monitor. */
    private static final class Window {

        private final Level level;
        private final long begin;
        private final long length;
        /** Ties the log to what the caller of a failed call was told. */
        private final String id;

        private long leftOut;

        Window(Level level, long begin, long length) {
            this.level = level;
            this.begin = begin;
            this.length = length;
            // It only has to be found again in a log, so it need not be hard to guess.
            this.id = String.format("%012x", ThreadLocalRandom.current().nextLong() & 0xffff_ffff_ffffL);
        }
    }

    private record Line(Level level, String text) {}

    /**
     * Where one event has been counted.
     *
     * @param first whether it is to be written
     * @param id of the window
     * @param counts what is to be written of windows that have ended
     */
    private record Entered(boolean first, String id, List<Line> counts) {}

    private final System.Logger logger;
    private final LongSupplier nanoClock;
    private final Map<Kind, Window> windows = new HashMap<>();

    /** Makes a log that writes to the logger {@code dev.webshocket}, by {@link System#nanoTime()}. */
    public SampledLog() {
        this(System.getLogger("dev.webshocket"), System::nanoTime);
    }

    /**
     * Makes a log with a clock of its own, which a test can set.
     *
     * @param logger where to write
     * @param nanoClock the time in nanoseconds since any moment; it never goes back
     */
    public SampledLog(System.Logger logger, LongSupplier nanoClock) {
        this.logger = logger;
        this.nanoClock = nanoClock;
    }

    /**
     * Writes {@code reason: details} at most once a second for each reason.
     *
     * @param level at which to write
     * @param reason a constant text that begins with the event's code; nothing in it comes from a client
     * @param details what is particular to this one, also of a client: it is {@linkplain LogText cleaned}, and cut
     *     after 700 characters; asked for only where it is written
     */
    public void event(Level level, String reason, Supplier<String> details) {
        event(level, reason, details, null);
    }

    /**
     * Writes {@code reason: details} and an exception at most once a second for each reason.
     *
     * @param level at which to write
     * @param reason a constant text that begins with the event's code; nothing in it comes from a client
     * @param details as {@link #event(Level, String, Supplier)} has them
     * @param failure written with its stack trace; its text is cleaned, too; null for none
     */
    public void event(Level level, String reason, Supplier<String> details, Throwable failure) {
        if (!logger.isLoggable(level)) {
            return;
        }
        Entered entered = enter(new Kind(reason, ""), level, EVENT_NANOS);
        write(entered.counts());
        if (entered.first()) {
            write(level, reason, details, failure);
        }
    }

    /**
     * Writes a failure with its stack trace, once a minute for each kind: those of one reason whose first cause is of the same
     * class and was thrown at the same line.
     *
     * @param level at which to write
     * @param reason a text that begins with the event's code; of a client it has nothing but the names of what there is
     * @param failure what was thrown
     * @param details what is particular to this one, made of the id and cleaned; asked for only where it is written
     * @return an id that stands in the log beside a failure of this kind, 12 hexadecimal digits; what is told to the caller
     */
    public String failure(Level level, String reason, Throwable failure, Function<String, String> details) {
        Entered entered = enter(new Kind(reason, site(failure)), level, FAILURE_NANOS);
        write(entered.counts());
        if (entered.first()) {
            write(level, reason, () -> details.apply(entered.id()), failure);
        }
        return entered.id();
    }

    /** Writes how much was left out in the windows that have ended, and forgets them. Called periodically. */
    public void report() {
        write(forgetEnded(nanoClock.getAsLong()));
    }

    /** Begins a window, or counts into the one that goes on. */
    private synchronized Entered enter(Kind kind, Level level, long length) {
        long now = nanoClock.getAsLong();
        Kind counted = kind;
        Window window = windows.get(kind);
        List<Line> counts = List.of();
        if (window == null || isOver(window, now)) {
            counts = forgetEnded(now);
            counted = windows.size() < MOST_KINDS ? kind : OTHERS;
            window = windows.get(counted);
        }
        if (window != null) {
            window.leftOut++;
            return new Entered(false, window.id, counts);
        }
        Window begun = new Window(level, now, counted.equals(OTHERS) ? FAILURE_NANOS : length);
        windows.put(counted, begun);
        return new Entered(true, begun.id, counts);
    }

    private synchronized List<Line> forgetEnded(long now) {
        List<Line> counts = new ArrayList<>(0);
        windows.entrySet().removeIf(entry -> {
            Window window = entry.getValue();
            if (!isOver(window, now)) {
                return false;
            }
            if (window.leftOut > 0) {
                counts.add(new Line(window.level, count(entry.getKey(), window)));
            }
            return true;
        });
        return counts;
    }

    private static boolean isOver(Window window, long now) {
        return now - window.begin >= window.length;
    }

    private static String count(Kind kind, Window window) {
        return kind.reason() + ": " + window.leftOut + " more in "
                + TimeUnit.NANOSECONDS.toSeconds(window.length) + " s"
                + (kind.site().isEmpty() ? "" : ", " + kind.site())
                + (window.length == EVENT_NANOS ? "" : ", as internal error " + window.id);
    }

    /** Tells failures apart by where they began, since much is wrapped in the same way at the same place. */
    private static String site(Throwable failure) {
        Throwable first = failure;
        for (int i = 0; i < MOST_CAUSES && first.getCause() != null; i++) {
            first = first.getCause();
        }
        StackTraceElement[] trace = first.getStackTrace();
        return first.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private void write(List<Line> lines) {
        lines.forEach(line -> write(line.level(), line::text, null));
    }

    private void write(Level level, String reason, Supplier<String> details, Throwable failure) {
        write(level, () -> reason + ": " + LogText.of(String.valueOf(details.get()), LONGEST_DETAILS), failure);
    }

    /** Whatever fails here must not fail what is logged: a call would go without its answer. */
    private void write(Level level, Supplier<String> line, Throwable failure) {
        try {
            // Read here, so that no text of a client is taken for a pattern of a message.
            String text = line.get();
            if (failure == null) {
                logger.log(level, () -> text);
            } else {
                logger.log(level, () -> text, LoggedFailure.of(failure));
            }
        } catch (Throwable broken) {
            // There is nobody to tell.
        }
    }
}
