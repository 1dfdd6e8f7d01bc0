package dev.webshocket.tyrus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Records what anybody logs at INFO and above while it is open: ours, Tyrus's and Grizzly's. */
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

    /** Returns those that come with an exception. */
    List<String> linesWithTraces() {
        return records.stream()
                .filter(entry -> entry.getThrown() != null)
                .map(entry -> text(entry) + ": " + entry.getThrown())
                .toList();
    }

    private static String text(LogRecord entry) {
        return new SimpleFormatter().formatMessage(entry);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
    }
}
