package dev.webshocket.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Records log messages while it is open, and keeps them from the console. */
public final class RecordedLog implements AutoCloseable {

    private final Logger logger;
    private final boolean useParents;
    private final Level level;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private RecordedLog(Logger logger) {
        this.logger = logger;
        this.useParents = logger.getUseParentHandlers();
        this.level = logger.getLevel();
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    public static RecordedLog of(String name) {
        return new RecordedLog(Logger.getLogger(name));
    }

    /** Records the messages of all levels. */
    public static RecordedLog all(String name) {
        RecordedLog log = of(name);
        log.logger.setLevel(Level.ALL);
        log.handler.setLevel(Level.ALL);
        return log;
    }

    /** Returns the whole text of a message. */
    public static String text(LogRecord entry) {
        return new SimpleFormatter().format(entry);
    }

    public List<LogRecord> records() {
        return records;
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(useParents);
        logger.setLevel(level);
    }
}
