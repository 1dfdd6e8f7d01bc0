package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cost of a match is its number of candidates, so these tests count candidates instead of measuring time. */
class PatternTreeTest {

    private static final int OTHERS = 2_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "news.a%05d.*",
                "a%05d.*",
                "*.a%05d",
                "news.*.a%05d",
                "news.*.a%05d.*.x",
                "*.a%05d.*",
                "*.tech.*.a%05d.*",
                "*e*w*s*%05d*",
                "news.?[!x]*a%05d?",
                "news[.]a%05d*",
                "[a-n]ews.*[.]a%05d*",
            })
    void patternsWithTextThatTheNameLacksAreNotCandidates(String others) {
        PatternTree<String> tree = PatternTree.<String>empty().with(GlobPattern.compile("news.*.cpu"), "match");
        for (int i = 0; i < OTHERS; i++) {
            tree = tree.with(GlobPattern.compile(String.format(others, i)), "other");
        }
        assertThat(candidates(tree, "news.tech.cpu")).containsExactly("match");
    }

    @Test
    void patternsThatDifferInWildcardsOnlyAreAllCandidates() {
        PatternTree<String> tree = PatternTree.empty();
        for (String text : List.of("a?", "a??", "a*", "a[xyz]", "a*[!b]")) {
            tree = tree.with(GlobPattern.compile(text), text);
        }
        assertThat(candidates(tree, "ac")).containsExactlyInAnyOrder("a?", "a??", "a*", "a[xyz]", "a*[!b]");
        assertThat(candidates(tree, "bc")).isEmpty();
    }

    @Test
    void innerTextThatOccursSeveralTimesIsOneCandidate() {
        PatternTree<String> tree = PatternTree.<String>empty()
                .with(GlobPattern.compile("*ab*ab*"), "twice")
                .with(GlobPattern.compile("*ba*"), "once");
        assertThat(candidates(tree, "abababab")).containsExactlyInAnyOrder("twice", "once");
    }

    @Test
    void literalsMustNotOverlap() {
        PatternTree<String> tree = PatternTree.<String>empty()
                .with(GlobPattern.compile("aba*ba"), "head and tail")
                .with(GlobPattern.compile("ab*ba*a"), "inner and tail")
                .with(GlobPattern.compile("*ab*ba*"), "inner");
        assertThat(candidates(tree, "aba")).isEmpty();
        assertThat(candidates(tree, "abba")).containsExactly("inner");
        assertThat(candidates(tree, "abbaa")).containsExactlyInAnyOrder("inner and tail", "inner");
        assertThat(candidates(tree, "ababa")).containsExactlyInAnyOrder("head and tail", "inner");
    }

    @Test
    void aPatternWithMoreLiteralsThanAreIndexedIsACandidate() {
        PatternTree<String> tree = PatternTree.<String>empty().with(GlobPattern.compile("a*b*c*d*e*f*g*h"), "match");
        assertThat(candidates(tree, "abcdefgh")).containsExactly("match");
    }

    @Test
    void patternsThatDifferAfterTheFourthInnerLiteralAreAllCandidates() {
        PatternTree<String> tree = PatternTree.empty();
        for (String text : List.of("*a*b*c*d1*", "*a*b*c*d2*", "*a*b*c*d*e1*", "*a*b*c*d*e2*")) {
            tree = tree.with(GlobPattern.compile(text), text);
        }
        assertThat(candidates(tree, "abcd")).containsExactlyInAnyOrder("*a*b*c*d*e1*", "*a*b*c*d*e2*");
    }

    @Test
    void removedPatternsLeaveNothing() {
        List<GlobPattern> patterns = List.of(
                GlobPattern.compile("*"),
                GlobPattern.compile("?"),
                GlobPattern.compile("a*"),
                GlobPattern.compile("*b"),
                GlobPattern.compile("ab*ba"),
                GlobPattern.compile("a*c*d*a"));
        PatternTree<String> tree = PatternTree.empty();
        for (GlobPattern pattern : patterns) {
            tree = tree.with(pattern, pattern.text());
        }
        for (GlobPattern pattern : patterns) {
            assertThat(tree.get(pattern)).isEqualTo(pattern.text());
            tree = tree.with(pattern, null);
            assertThat(tree.get(pattern)).isNull();
        }
        assertThat(tree.isEmpty()).isTrue();
    }

    private static List<String> candidates(PatternTree<String> tree, String name) {
        List<String> found = new ArrayList<>();
        tree.forEachCandidate(name, found::add);
        return found;
    }
}
