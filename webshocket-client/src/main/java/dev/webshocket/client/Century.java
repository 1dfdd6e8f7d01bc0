package dev.webshocket.client;

import java.time.Duration;

/** Cuts times that mean "for ever", since no clock of Java's counts the nanoseconds of the longest duration. */
final class Century {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Century() {}

    static Duration cut(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }
}
