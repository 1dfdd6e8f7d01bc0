package dev.webshocket.internal.client;

import dev.webshocket.internal.link.CloseStatus;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a close reason how long the client must wait before it reconnects. */
final class RetryHint {

    private static final Pattern HINT = Pattern.compile("\\bretry-after=(\\d{1,5})\\b");

    private RetryHint() {}

    /** Returns the time in {@code retry-after=SECONDS}, zero if the reason has none. */
    static Duration in(CloseStatus status) {
        String phrase = status.reason();
        Matcher matcher = HINT.matcher(phrase == null ? "" : phrase);
        return matcher.find() ? Duration.ofSeconds(Long.parseLong(matcher.group(1))) : Duration.ZERO;
    }
}
