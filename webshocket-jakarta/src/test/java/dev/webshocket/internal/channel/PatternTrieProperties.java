package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PatternTrieProperties {

    @Property
    void findsTheKeysThatArePrefixesOfAText(@ForAll("keys") List<String> keys, @ForAll("keys") List<String> removed) {
        PatternTrie<String> trie = trieOf(keys);
        TreeMap<String, String> expected = new TreeMap<>();
        keys.forEach(key -> expected.put(key, key));
        for (String key : removed) {
            trie = PatternTrie.change(trie, key, old -> null);
            expected.remove(key);
        }
        for (List<String> texts : List.of(keys, removed)) {
            for (String text : texts) {
                assertThat(PatternTrie.get(trie, text)).isEqualTo(expected.get(text));
                assertThat(keysAlong(trie, text)).isEqualTo(prefixesOf(text, expected));
            }
        }
    }

    @Property
    void isNullOnceAllKeysAreRemoved(@ForAll("keys") List<String> keys) {
        PatternTrie<String> trie = trieOf(keys);
        for (String key : keys) {
            trie = PatternTrie.change(trie, key, old -> null);
        }
        assertThat(trie).isNull();
    }

    @Property
    void aChangeDoesNotModifyTheOriginalTrie(@ForAll("keys") List<String> keys, @ForAll("keys") List<String> more) {
        PatternTrie<String> trie = trieOf(keys);
        List<String> before = values(trie);
        for (String key : more) {
            PatternTrie.change(trie, key, old -> old == null ? key : null);
        }
        assertThat(values(trie)).isEqualTo(before);
    }

    @Example
    void readsATextBackwards() {
        PatternTrie<String> trie = trieOf(List.of("h", "hcet", "hcet."));
        List<String> found = new ArrayList<>();
        trie.walk("news.tech", 8, -1, 8, (value, start, length) -> found.add(value + length));
        assertThat(found).containsExactly("h1", "hcet4", "hcet.5");
    }

    @Example
    void readsNoFurtherThanTheLimit() {
        PatternTrie<String> trie = trieOf(List.of("", "a", "ab", "abc"));
        List<String> found = new ArrayList<>();
        trie.walk("xabc", 1, 1, 2, (value, start, length) -> found.add(value));
        assertThat(found).containsExactly("", "a", "ab");
    }

    @Provide
    Arbitrary<List<String>> keys() {
        return Arbitraries.strings().withChars("abc").ofMaxLength(6).list().ofMaxSize(30);
    }

    private static PatternTrie<String> trieOf(List<String> keys) {
        PatternTrie<String> trie = null;
        for (String key : keys) {
            trie = PatternTrie.change(trie, key, old -> key);
        }
        return trie;
    }

    private static List<String> keysAlong(PatternTrie<String> trie, String text) {
        List<String> found = new ArrayList<>();
        if (trie != null) {
            trie.walk(text, 0, 1, text.length(), (value, start, length) -> {
                assertThat(value).hasSize(length);
                found.add(value);
            });
        }
        return found;
    }

    private static List<String> prefixesOf(String text, Map<String, String> keys) {
        return keys.keySet().stream().filter(text::startsWith).toList();
    }

    private static List<String> values(PatternTrie<String> trie) {
        List<String> values = new ArrayList<>();
        if (trie != null) {
            trie.forEach(values::add);
        }
        return values;
    }
}
