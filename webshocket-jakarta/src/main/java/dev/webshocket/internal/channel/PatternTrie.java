package dev.webshocket.internal.channel;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A map from strings that finds all prefixes of a text in one walk. The empty map is {@code null}.
 *
 * <p>Immutable: a change creates a new trie, which shares all nodes except those on the path to the key. A chain of nodes
 * without a branch is one node, so there are fewer than two nodes for each key, however long the keys.
 */
final class PatternTrie<V> {

    private static final PatternTrie<?>[] NO_CHILDREN = {};
    private static final char[] NO_FIRSTS = {};

    /** The common part of the keys that end at or below this node, after the label of its parent. */
    private final String label;

    /** The value of the key that ends here, or null if none does. */
    private final V value;

    /** Ordered by the first character of the label, in which they all differ. */
    private final PatternTrie<V>[] children;

    /** These first characters, stored so that a search does not access every child. */
    private final char[] firsts;

    private PatternTrie(String label, V value, PatternTrie<V>[] children) {
        this.label = label;
        this.value = value;
        this.children = children;
        this.firsts = children.length == 0 ? NO_FIRSTS : new char[children.length];
        for (int i = 0; i < children.length; i++) {
            firsts[i] = children[i].label.charAt(0);
        }
    }

    /** Receives the matches of a walk. */
    interface Found<V> {

        /** The text has a key of this length at {@code start}, with this value. */
        void accept(V value, int start, int length);
    }

    /**
     * The trie with another value for the key.
     *
     * <p>Takes time linear in the length of the key and the number of branches at the nodes on the path.
     *
     * @param trie null if empty
     * @param change gets the key's value, or null if it has none, and returns the new one, or null to remove the key
     * @return null if nothing is left
     */
    static <V> PatternTrie<V> change(PatternTrie<V> trie, String key, UnaryOperator<V> change) {
        return change(trie, key, 0, change);
    }

    /** The value of the key, or null if it has none. */
    static <V> V get(PatternTrie<V> trie, String key) {
        int at = 0;
        for (PatternTrie<V> node = trie; node != null && key.startsWith(node.label, at); ) {
            at += node.label.length();
            if (at == key.length()) {
                return node.value;
            }
            node = node.child(key.charAt(at));
        }
        return null;
    }

    /**
     * Reports the value of every key that the text begins with, shorter keys first. Takes time linear in the longest common
     * prefix with any key, and allocates nothing.
     *
     * @param start the index of the text's first character
     * @param step 1 to read the text forwards, -1 to read it backwards
     * @param length how many characters may be read
     */
    void walk(String text, int start, int step, int length, Found<? super V> found) {
        int read = 0;
        for (PatternTrie<V> node = this; node != null; ) {
            int end = read + node.label.length();
            if (end > length) {
                return;
            }
            for (int i = 0; read < end; i++, read++) {
                if (node.label.charAt(i) != text.charAt(start + step * read)) {
                    return;
                }
            }
            if (node.value != null) {
                found.accept(node.value, start, read);
            }
            node = read == length ? null : node.child(text.charAt(start + step * read));
        }
    }

    /** The first index, {@code from} or later, at which a key may begin in the text, or -1 if there is none. */
    int nextPlace(String text, int from) {
        return text.indexOf(label, from);
    }

    /** Whether there is one key only; {@link #nextPlace} then finds it whole. */
    boolean hasOneKey() {
        return children.length == 0;
    }

    /** Passes every value to an action. */
    void forEach(Consumer<? super V> action) {
        if (value != null) {
            action.accept(value);
        }
        for (PatternTrie<V> child : children) {
            child.forEach(action);
        }
    }

    private PatternTrie<V> child(char first) {
        int index = Arrays.binarySearch(firsts, first);
        return index < 0 ? null : children[index];
    }

    private static <V> PatternTrie<V> change(PatternTrie<V> node, String key, int from, UnaryOperator<V> change) {
        if (node == null) {
            V added = change.apply(null);
            return added == null ? null : leaf(key.substring(from), added);
        }
        int common = node.commonLength(key, from);
        if (common < node.label.length()) {
            V added = change.apply(null);
            return added == null ? node : node.split(common, key.substring(from), added);
        }
        int at = from + common;
        if (at == key.length()) {
            return joined(node.label, change.apply(node.value), node.children);
        }
        int index = Arrays.binarySearch(node.firsts, key.charAt(at));
        PatternTrie<V> child = index < 0 ? null : node.children[index];
        return node.withChild(index, change(child, key, at, change));
    }

    private int commonLength(String key, int from) {
        int limit = Math.min(label.length(), key.length() - from);
        int common = 0;
        while (common < limit && label.charAt(common) == key.charAt(from + common)) {
            common++;
        }
        return common;
    }

    /** This node split after {@code common} characters, where the key, which now has a value, differs from it. */
    private PatternTrie<V> split(int common, String key, V added) {
        PatternTrie<V> lower = new PatternTrie<>(label.substring(common), value, children);
        String upper = label.substring(0, common);
        if (common == key.length()) {
            return new PatternTrie<>(upper, added, siblings(lower));
        }
        PatternTrie<V> other = leaf(key.substring(common), added);
        boolean ascending = lower.label.charAt(0) < other.label.charAt(0);
        return new PatternTrie<>(upper, null, ascending ? siblings(lower, other) : siblings(other, lower));
    }

    /** This node with a child replaced, removed (null), or inserted; the index is that of the binary search. */
    private PatternTrie<V> withChild(int index, PatternTrie<V> child) {
        if (index < 0 && child == null) {
            return this;
        }
        int before = index < 0 ? -index - 1 : index;
        int after = index < 0 ? children.length - before : children.length - before - 1;
        int own = child == null ? 0 : 1;
        PatternTrie<V>[] changed = Arrays.copyOf(children, before + own + after);
        if (child != null) {
            changed[before] = child;
        }
        System.arraycopy(children, children.length - after, changed, before + own, after);
        return joined(label, value, changed);
    }

    private static <V> PatternTrie<V> leaf(String label, V value) {
        return new PatternTrie<>(label, value, siblings(NO_CHILDREN));
    }

    @SuppressWarnings("unchecked")
    private static <V> PatternTrie<V>[] siblings(PatternTrie<?>... children) {
        return (PatternTrie<V>[]) children;
    }

    /** The fewest nodes for these parts: null if nothing is left, or the only child with the labels joined. */
    private static <V> PatternTrie<V> joined(String label, V value, PatternTrie<V>[] children) {
        if (value == null && children.length == 0) {
            return null;
        }
        if (value == null && children.length == 1) {
            return new PatternTrie<>(label + children[0].label, children[0].value, children[0].children);
        }
        return new PatternTrie<>(label, value, children);
    }
}
