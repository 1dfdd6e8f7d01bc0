package dev.webshocket.internal.channel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A map from patterns to values that finds the patterns which a name may match, without reading the others.
 *
 * <p>The path to a value is the pattern's {@linkplain GlobPattern#literals literals}: a trie of beginnings; below each of its
 * keys a trie of reversed endings; below each of these a trie of the next literal between the two, and so on. A name follows
 * the keys that it contains. A value is stored, by the pattern's text, where the pattern's literals end.
 *
 * <p>Immutable, so that readers need no lock; a change creates a new tree that shares all nodes except those on the path to
 * the pattern.
 */
final class PatternTree<V> {

    private static final PatternTree<?> EMPTY = new PatternTree<>(null, null);

    private static final int HEAD = 0;
    private static final int TAIL = 1;
    private static final int INNER = 2;

    /** By text: the patterns whose literals end here. Null if there are none. */
    private final PatternTrie<V> complete;

    /** By the next literal. Null if there are none. */
    private final PatternTrie<PatternTree<V>> next;

    private PatternTree(PatternTrie<V> complete, PatternTrie<PatternTree<V>> next) {
        this.complete = complete;
        this.next = next;
    }

    @SuppressWarnings("unchecked")
    static <V> PatternTree<V> empty() {
        return (PatternTree<V>) EMPTY;
    }

    boolean isEmpty() {
        return complete == null && next == null;
    }

    /** The value of the pattern, or null if it has none. */
    V get(GlobPattern pattern) {
        PatternTree<V> tree = this;
        List<String> literals = pattern.literals();
        for (int depth = 0; depth < literals.size() && tree != null; depth++) {
            tree = PatternTrie.get(tree.next, key(literals, depth));
        }
        return tree == null ? null : PatternTrie.get(tree.complete, pattern.text());
    }

    /** The tree with this value for the pattern, or without the pattern if the value is null. */
    PatternTree<V> with(GlobPattern pattern, V value) {
        return with(pattern.text(), pattern.literals(), value, HEAD);
    }

    private PatternTree<V> with(String text, List<String> literals, V value, int depth) {
        if (depth == literals.size()) {
            return new PatternTree<>(PatternTrie.change(complete, text, old -> value), next);
        }
        return new PatternTree<>(complete, PatternTrie.change(next, key(literals, depth), below -> {
            PatternTree<V> changed =
                    (below == null ? PatternTree.<V>empty() : below).with(text, literals, value, depth + 1);
            return changed.isEmpty() ? null : changed;
        }));
    }

    /** A tail is read backwards, character by character, as the walk along the name does. */
    private static String key(List<String> literals, int depth) {
        String literal = literals.get(depth);
        if (depth != TAIL) {
            return literal;
        }
        char[] backwards = new char[literal.length()];
        for (int i = 0; i < backwards.length; i++) {
            backwards[i] = literal.charAt(backwards.length - 1 - i);
        }
        return String.valueOf(backwards);
    }

    /** Reports once each the values of all patterns whose literals the name has, in order and without overlap. */
    void forEachCandidate(String name, Consumer<? super V> found) {
        visit(HEAD, name, 0, name.length(), found);
    }

    /**
     * @param from the start of the part of the name that no literal has matched yet; it ends before {@code to}
     */
    private void visit(int depth, String name, int from, int to, Consumer<? super V> found) {
        if (complete != null) {
            complete.forEach(found);
        }
        if (next == null) {
            return;
        }
        int length = to - from;
        switch (depth) {
            case HEAD -> next.walk(name, from, 1, length, (tree, at, n) -> tree.visit(TAIL, name, from + n, to, found));
            case TAIL ->
                next.walk(name, to - 1, -1, length, (tree, at, n) -> tree.visit(INNER, name, from, to - n, found));
            default -> visitInner(name, from, to, found);
        }
    }

    private void visitInner(String name, int from, int to, Consumer<? super V> found) {
        // The leftmost match of a literal leaves the most room for the next ones; later matches find no more.
        Set<PatternTree<V>> followed = new HashSet<>();
        PatternTrie.Found<PatternTree<V>> inner = (tree, at, n) -> {
            if (followed.add(tree)) {
                tree.visit(INNER, name, at + n, to, found);
            }
        };
        for (int at = next.nextPlace(name, from); at >= 0 && at < to; at = next.nextPlace(name, at + 1)) {
            next.walk(name, at, 1, to - at, inner);
            if (next.hasOneKey()) {
                return;
            }
        }
    }
}
