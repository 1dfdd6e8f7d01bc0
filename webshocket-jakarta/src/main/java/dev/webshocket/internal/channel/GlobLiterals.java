package dev.webshocket.internal.channel;

import java.util.ArrayList;
import java.util.List;

/** Finds the literal text of a pattern, which {@link PatternIndex} files the pattern under, and counts its wildcards. */
final class GlobLiterals {

    /** More would seldom distinguish patterns, and would cost more than trying the pattern. */
    private static final int MOST = 6;

    private final List<String> runs = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private int wildcards;

    private GlobLiterals() {}

    /** Reads a pattern. */
    static GlobLiterals of(String text, int lastClose) {
        GlobLiterals literals = new GlobLiterals();
        literals.read(text, lastClose);
        return literals;
    }

    private void read(String text, int lastClose) {
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            int close = c == '[' ? GlobBracket.close(text, at + 1, lastClose) : -1;
            if (close >= 0) {
                bracket(GlobBracket.only(text, at + 1, close));
                at = close + 1;
            } else if (c == '*' || c == '?') {
                boolean repeated = c == '*' && at > 0 && text.charAt(at - 1) == '*';
                wildcards += repeated ? 0 : 1;
                endRun();
                at++;
            } else {
                run.append(c);
                at++;
            }
        }
        endRun();
    }

    private void bracket(int only) {
        wildcards++;
        if (only < 0) {
            endRun();
        } else {
            run.appendCodePoint(only);
        }
    }

    private void endRun() {
        runs.add(run.toString());
        run.setLength(0);
    }

    /** Returns how many wildcards there are, brackets with one code point included; adjacent stars count as one. */
    int wildcards() {
        return wildcards;
    }

    /** Returns the literals, in the order that {@link GlobPattern#literals} promises. */
    List<String> headTailAndInner() {
        List<String> literals = new ArrayList<>();
        literals.add(runs.get(0));
        literals.add(runs.size() > 1 ? runs.get(runs.size() - 1) : "");
        for (int i = 1; i < runs.size() - 1 && literals.size() < MOST; i++) {
            if (!runs.get(i).isEmpty()) {
                literals.add(runs.get(i));
            }
        }
        while (!literals.isEmpty() && literals.get(literals.size() - 1).isEmpty()) {
            literals.remove(literals.size() - 1);
        }
        return List.copyOf(literals);
    }
}
