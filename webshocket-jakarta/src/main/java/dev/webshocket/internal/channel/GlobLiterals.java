package dev.webshocket.internal.channel;

import java.util.ArrayList;
import java.util.List;

/** Finds the literal text of a pattern, which {@link PatternIndex} files the pattern under. */
final class GlobLiterals {

    /** More would seldom tell patterns apart, and following them would cost more than trying the pattern. */
    private static final int MOST = 6;

    private final List<String> runs = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();

    private GlobLiterals() {}

    /** The literals of a pattern, in the order {@link GlobPattern#literals} promises. */
    static List<String> of(List<List<GlobElement>> segments) {
        return new GlobLiterals().read(segments);
    }

    private List<String> read(List<List<GlobElement>> segments) {
        for (int i = 0; i < segments.size(); i++) {
            if (i > 0) {
                endRun();
            }
            for (GlobElement element : segments.get(i)) {
                if (element instanceof GlobElement.Literal literal) {
                    run.appendCodePoint(literal.codePoint());
                } else {
                    endRun();
                }
            }
        }
        endRun();
        return headTailAndInner();
    }

    private void endRun() {
        runs.add(run.toString());
        run.setLength(0);
    }

    private List<String> headTailAndInner() {
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
