package dev.webshocket;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the origins that settings name: RFC 6454, section 6.1. */
final class Origin {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@\\s,]+");

    private Origin() {}

    /**
     * Writes an origin as browsers do: in lower case, without the port that its scheme has anyway.
     *
     * @throws IllegalArgumentException if it is no origin, and neither {@code *} nor {@code null}
     */
    static String normalised(String origin) {
        String lower = origin.strip().toLowerCase(Locale.ROOT);
        if (lower.equals("*") || lower.equals("null")) {
            return lower;
        }
        if (!FORM.matcher(lower).matches()) {
            throw new IllegalArgumentException('"' + origin
                    + "\" is no origin; write the scheme and the host, such as https://app.example.com, or *");
        }
        String usualPort = lower.startsWith("https://") ? ":443" : lower.startsWith("http://") ? ":80" : "no port";
        return lower.endsWith(usualPort) ? lower.substring(0, lower.length() - usualPort.length()) : lower;
    }
}
