package dev.webshocket.tyrus;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** While open, makes each logging thread fail with an {@link OutOfMemoryError}, as without free memory. */
final class FailingLog implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            throw new OutOfMemoryError("injected into the log");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    FailingLog() {
        root.addHandler(handler);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
    }
}
