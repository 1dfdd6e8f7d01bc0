package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** While open, records all log lines at INFO and above: ours, Tyrus's and Grizzly's. */
final class RecordedLines implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
                records.add(entry);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private RecordedLines() {
        root.addHandler(handler);
    }

    static RecordedLines ofEverything() {
        return new RecordedLines();
    }

    List<String> lines() {
        return records.stream().map(RecordedLines::text).toList();
    }

    /** Returns the lines with an exception. */
    List<String> linesWithTraces() {
        return records.stream()
                .filter(entry -> entry.getThrown() != null)
                .map(entry -> text(entry) + ": " + entry.getThrown())
                .toList();
    }

    /**
     * Asserts that all lines report one kind of event, with one line each second and another line that counts the
     * suppressed ones.
     *
     * @param begin the time of the first event, from {@link System#nanoTime()}; a slow test may have more lines
     */
    void assertOneEachSecond(String code, long begin) {
        long most = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + 2;
        List<String> lines = lines();
        Predicate<String> counts = line -> line.contains(" more in 1 s");
        assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(line).startsWith(code));
        assertThat(lines).filteredOn(counts.negate()).hasSizeLessThanOrEqualTo((int) most);
        assertThat(lines).filteredOn(counts).hasSizeLessThanOrEqualTo((int) most);
    }

    private static String text(LogRecord entry) {
        return new SimpleFormatter().formatMessage(entry);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
    }
}
