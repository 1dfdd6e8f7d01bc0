package dev.webshocket;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of channel names, read to compare it with others. Where it says that it covers another pattern, it does; it may fail to see that,
 * as with brackets of different texts. Immutable.
 */
final class RulePattern {

    /** A part of a pattern. */
    private sealed interface Part {

        /** Tells whether it matches each code point that another part matches; neither is a star. */
        boolean covers(Part other);
    }

    private record Star() implements Part {
        @Override
        public boolean covers(Part other) {
            return false;
        }
    }

    private record Any() implements Part {
        @Override
        public boolean covers(Part other) {
            return true;
        }
    }

    private record Literal(int codePoint) implements Part {
        @Override
        public boolean covers(Part other) {
            return equals(other);
        }
    }

    /** A bracket, of which only the simple ones are understood: characters and ranges, the lower end first. */
    private record Bracket(String text) implements Part {
        @Override
        public boolean covers(Part other) {
            return equals(other) || (other instanceof Literal literal && has(literal.codePoint()));
        }

        private boolean has(int codePoint) {
            boolean found = false;
            boolean simple = text.indexOf('!') < 0;
            int[] members = text.codePoints().toArray();
            for (int i = 0; i < members.length; ) {
                boolean range = i + 2 < members.length && members[i + 1] == '-';
                int last = members[range ? i + 2 : i];
                simple &= members[i] <= last;
                found |= members[i] <= codePoint && codePoint <= last;
                i += range ? 3 : 1;
            }
            return found && simple;
        }
    }

    private final List<Part> parts = new ArrayList<>();

    private RulePattern(String text) {
        int stars = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            int end = codePoint == '[' ? close(text, at + 1) : -1;
            if (codePoint == '*') {
                stars++;
            } else if (codePoint == '?') {
                parts.add(new Any());
            } else {
                addStar(stars);
                stars = 0;
                parts.add(end < 0 ? new Literal(codePoint) : bracket(text.substring(at + 1, end)));
            }
            at = end < 0 ? at + Character.charCount(codePoint) : end + 1;
        }
        addStar(stars);
    }

    /** Adds one star for a run of stars and question marks, behind the latter. */
    private void addStar(int stars) {
        if (stars > 0) {
            parts.add(new Star());
        }
    }

    /** Returns where a bracket closes; -1 if it does not, and so is a literal. */
    private static int close(String text, int from) {
        int first = text.startsWith("!", from) ? from + 1 : from;
        return text.indexOf(']', text.startsWith("]", first) ? first + 1 : first);
    }

    private static Part bracket(String text) {
        boolean escape = text.codePointCount(0, text.length()) == 1 && !text.equals("!");
        return escape ? new Literal(text.codePointAt(0)) : new Bracket(text);
    }

    static RulePattern of(String text) {
        return new RulePattern(text);
    }

    /** Tells whether it certainly matches all names that another pattern matches. Takes time by the product of their lengths. */
    boolean covers(RulePattern other) {
        int size = other.parts.size();
        // Whether the rest of this pattern covers the rest of the other one, from each part of that on.
        boolean[] rest = new boolean[size + 1];
        rest[size] = true;
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            boolean[] longer = new boolean[size + 1];
            if (part instanceof Star) {
                longer[size] = rest[size];
                for (int j = size - 1; j >= 0; j--) {
                    longer[j] = rest[j] || longer[j + 1];
                }
            } else {
                for (int j = 0; j < size; j++) {
                    longer[j] = !(other.parts.get(j) instanceof Star) && part.covers(other.parts.get(j)) && rest[j + 1];
                }
            }
            rest = longer;
        }
        return rest[0];
    }
}
