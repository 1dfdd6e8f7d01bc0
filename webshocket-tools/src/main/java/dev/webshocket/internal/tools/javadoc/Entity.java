package dev.webshocket.internal.tools.javadoc;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A character that HTML writes by name or number.
 *
 * @param characters the character
 * @param end where the text goes on behind it
 */
record Entity(String characters, int end) {

    private static final Pattern FORM =
            Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,15}));");

    /** Those that stand in prose; what is not here stays as it is written. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("amp", "&"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("ndash", "\u2013"),
            Map.entry("mdash", "\u2014"),
            Map.entry("hellip", "\u2026"),
            Map.entry("lsquo", "\u2018"),
            Map.entry("rsquo", "\u2019"),
            Map.entry("ldquo", "\u201c"),
            Map.entry("rdquo", "\u201d"),
            Map.entry("times", "\u00d7"),
            Map.entry("le", "\u2264"),
            Map.entry("ge", "\u2265"),
            Map.entry("ne", "\u2260"),
            Map.entry("rarr", "\u2192"),
            Map.entry("larr", "\u2190"),
            Map.entry("deg", "\u00b0"),
            Map.entry("micro", "\u00b5"),
            Map.entry("euro", "\u20ac"),
            Map.entry("copy", "\u00a9"),
            Map.entry("middot", "\u00b7"),
            Map.entry("bull", "\u2022"),
            Map.entry("auml", "\u00e4"),
            Map.entry("ouml", "\u00f6"),
            Map.entry("uuml", "\u00fc"),
            Map.entry("szlig", "\u00df"),
            Map.entry("eacute", "\u00e9"));

    /** Reads the entity that begins at a position, or the ampersand alone. */
    static Entity at(String text, int start) {
        Matcher form = FORM.matcher(text).region(start, text.length());
        if (form.lookingAt()) {
            String characters = form.group(3) != null ? NAMES.get(form.group(3)) : character(form);
            if (characters != null) {
                return new Entity(characters, form.end());
            }
        }
        return new Entity("&", start + 1);
    }

    private static String character(Matcher form) {
        int code = form.group(1) != null ? Integer.parseInt(form.group(1)) : Integer.parseInt(form.group(2), 16);
        boolean scalar =
                Character.isValidCodePoint(code) && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
        return scalar && code >= ' ' ? Character.toString(code) : null;
    }
}
