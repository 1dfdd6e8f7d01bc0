package dev.webshocket.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** How much is logged, to standard error, unless the user has brought a configuration of their own. */
final class Logging {

    private Logging() {}

    static void warningsOnly() {
        if (isConfigured()) {
            return;
        }
        try (InputStream configuration = Logging.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For commands that say themselves what went wrong. */
    static void off() {
        if (!isConfigured()) {
            Logger.getLogger("").setLevel(Level.OFF);
        }
    }

    private static boolean isConfigured() {
        return System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null;
    }
}
