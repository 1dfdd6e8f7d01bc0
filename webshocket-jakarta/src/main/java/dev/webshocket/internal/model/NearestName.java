package dev.webshocket.internal.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the existing name that is most similar to an unknown one. Stateless. */
public final class NearestName {

    /** Longer names are not compared, since the time is proportional to the product of the lengths. */
    private static final int MAX_LENGTH = 128;

    private NearestName() {}

    /**
     * Finds the name with the smallest edit distance. An edit inserts, deletes or replaces a character, or swaps two
     * adjacent ones; case is ignored.
     *
     * @param name the unknown name
     * @param known the names that exist
     * @param maxEdits the largest edit distance
     * @return the most similar name, the alphabetically first of several; empty if none is similar enough, or the name
     *     is longer than 128 {@code char}s
     */
    public static Optional<String> to(String name, Collection<String> known, int maxEdits) {
        if (name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return known.stream()
                .filter(each -> each.length() <= MAX_LENGTH)
                .map(each -> new Candidate(each, edits(lower(name), lower(each))))
                .filter(candidate -> candidate.edits() <= maxEdits)
                .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    private record Candidate(String name, int edits) {}

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Returns the optimal string alignment distance: Damerau-Levenshtein without editing a substring twice. */
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
