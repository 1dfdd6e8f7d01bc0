package dev.webshocket.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Configures the log on standard error, unless the user has set a configuration. */
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

    /** For commands that report failures themselves. */
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
