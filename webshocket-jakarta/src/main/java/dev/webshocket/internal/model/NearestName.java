package dev.webshocket.internal.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant by one that does not exist. */
public final class NearestName {

    /** Longer names are not compared, since comparing takes time in proportion to both lengths. */
    private static final int LONGEST = 128;

    private NearestName() {}

    /**
     * Finds the name that takes the fewest edits. An edit inserts, deletes or replaces a character, or swaps two
     * neighbours; upper and lower case are the same.
     *
     * @param name what was written
     * @param known the names that exist
     * @param mostEdits how many edits a name may be away
     * @return the nearest; of several the one that is first in the alphabet; empty where none is near enough, or the name
     *     is longer than 128 {@code char}s
     */
    public static Optional<String> to(String name, Collection<String> known, int mostEdits) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(each -> each.length() <= LONGEST)
                .map(each -> new Candidate(each, edits(lower(name), lower(each))))
                .filter(candidate -> candidate.edits() <= mostEdits)
                .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    private record Candidate(String name, int edits) {}

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The distance of Damerau and Levenshtein, each part of the text being edited once. */
    private static int edits(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(from, to, i, j, edits);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int cheapest(String from, String to, int i, int j, int[][] edits) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), Math.min(edits[i - 1][j] + 1, edits[i][j - 1] + 1));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
