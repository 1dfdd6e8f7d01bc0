package dev.webshocket;

import java.util.Locale;
import java.util.regex.Pattern;

/** Normalises the origins in settings: RFC 6454, section 6.1. */
final class Origin {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@\\s,]+");

    private Origin() {}

    /**
     * Returns an origin as browsers write it: in lower case, without the default port of its scheme.
     *
     * @throws IllegalArgumentException if the text is neither an origin nor {@code *} nor {@code null}
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
