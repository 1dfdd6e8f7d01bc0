package dev.webshocket.internal.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A second implementation of patterns: it translates a pattern into a regular expression step by step as Python 3.11's
 * {@code fnmatch.translate} does. For small patterns of the Basic Multilingual Plane, since regular expressions
 * backtrack.
 */
final class GlobRegex {

    private GlobRegex() {}

    static Pattern translate(String pattern) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i++);
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (c != '[') {
                regex.append(escaped(c));
            } else {
                int close = pattern.indexOf(']', pattern.startsWith("!", i) ? i + 2 : i + 1);
                if (close < 0) {
                    regex.append("\\[");
                } else {
                    regex.append(set(pattern.substring(i, close)));
                    i = close + 1;
                }
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String set(String stuff) {
        List<String> chunks = chunks(stuff);
        for (int k = chunks.size() - 1; k > 0; k--) {
            String left = chunks.get(k - 1);
            String right = chunks.get(k);
            if (left.charAt(left.length() - 1) > right.charAt(0)) {
                chunks.set(k - 1, left.substring(0, left.length() - 1) + right.substring(1));
                chunks.remove(k);
            }
        }
        if (chunks.equals(List.of(""))) {
            return "(?!)";
        }
        if (chunks.equals(List.of("!"))) {
            return ".";
        }
        boolean negated = chunks.get(0).startsWith("!");
        if (negated) {
            chunks.set(0, chunks.get(0).substring(1));
        }
        StringBuilder regex = new StringBuilder(negated ? "[^" : "[");
        for (int k = 0; k < chunks.size(); k++) {
            if (k > 0) {
                // A hyphen without a left operand is literal.
                regex.append(k == 1 && chunks.get(0).isEmpty() ? escaped('-') : "-");
            }
            chunks.get(k).chars().forEach(c -> regex.append(escaped((char) c)));
        }
        return regex.append(']').toString();
    }

    /** Returns the texts between the hyphens of ranges. */
    private static List<String> chunks(String stuff) {
        List<String> chunks = new ArrayList<>();
        int i = 0;
        int k = stuff.indexOf('-', stuff.startsWith("!") ? 2 : 1);
        while (k >= 0) {
            chunks.add(stuff.substring(i, k));
            i = k + 1;
            k = stuff.indexOf('-', k + 3);
        }
        if (i < stuff.length()) {
            chunks.add(stuff.substring(i));
        } else {
            chunks.add(chunks.remove(chunks.size() - 1) + "-");
        }
        return chunks;
    }

    private static String escaped(char c) {
        return String.format("\\x{%x}", (int) c);
    }
}
