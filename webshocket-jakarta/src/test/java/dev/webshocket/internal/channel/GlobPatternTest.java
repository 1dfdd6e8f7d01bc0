package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobPatternTest {

    private static final String SMILE = "\ud83d\ude00";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "news.*, news.tech", "news.*, news.", "news.*, news.a.b/c", "*, ''", "*, x", "**, x", "a**b, ab",
                "*.tech, news.tech", "n*.*h, news.tech", "*a*b*, xaxbx", "ab*ba, abba", "a?c, abc", "?, -",
                        "\"\", \"\"",
            })
    void matchesWhatTheWildcardsAllow(String pattern, String name) {
        assertMatches(pattern, name.replace("''", ""), true);
    }

    @ParameterizedTest
    @CsvSource({
        "news.*, news",
        "news.*, xnews.tech",
        "*.tech, news.technology",
        "ab*ba, aba",
        "a?c, ac",
        "a?c, abbc",
        "?, ''",
        "*a*b*, ba",
        "news, News",
        "*a, ab",
    })
    void doesNotMatchOtherwise(String pattern, String name) {
        assertMatches(pattern, name, false);
    }

    @Test
    void wildcardsCrossLineBreaks() {
        assertMatches("a*b?c", "a\n\nb\nc", true);
        assertMatches("a", "a\n", false);
    }

    @ParameterizedTest
    @CsvSource({
        "[abc], b, true",
        "[abc], d, false",
        "[a-c], b, true",
        "[a-c], -, false",
        "[!abc], d, true",
        "[!abc], b, false",
        "[!abc], '', false",
        "[a-c0-2], 1, true",
        "[a-c0-2], d, false",
    })
    void bracketsMatchOneOfASet(String pattern, String name, boolean expected) {
        assertMatches(pattern, name, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "[]], ], true",
        "[]a], a, true",
        "[!]], ], false",
        "[!]], a, true",
        "[]-a], ^, true",
        "[a!], !, true",
        "[a!], b, false",
        "[!!], !, false",
        "[-a], -, true",
        "[a-], -, true",
        "[!-a], -, false",
        "[!a-], -, false",
        "[--0], ., true",
        "[+--], ',', true",
        "[a-c-e], b, true",
        "[a-c-e], -, true",
        "[a-c-e], d, false",
        "[a-c-e], e, true",
        "[^a], ^, true",
        "[^a], a, true",
        "[^a], b, false",
        "[!^a], ^, false",
        "[[], [, true",
        "[[]x, [x, true",
        "[\\], \\, true",
        "[\\d], d, true",
        "[\\d], 1, false",
        "[a\\-c], b, true",
        "[&&a], &, true",
        "[a||b], |, true",
        "[a~~b], ~, true",
        "[*], *, true",
        "[*], a, false",
        "[?], a, false",
    })
    void bracketsHaveTheCornerCasesOfPython(String pattern, String name, boolean expected) {
        assertMatches(pattern, name, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "[z-a], z, false",
        "[z-a], -, false",
        "[z-a], a, false",
        "[z-ab], b, true",
        "[z-ab], a, false",
        "[!z-a], z, true",
        "[!z-a], -, true",
    })
    void reversedRangesAreIgnored(String pattern, String name, boolean expected) {
        assertMatches(pattern, name, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "[b-a!], x, true", "[b-a!x], x, false", "[b-a!x], y, true", "[b-a!-d], -, false", "[b-a!-d], d, false",
        "[b-a!-d], c, true", "[b-a!-d], !, true", "[cb-a!], !, true", "[cb-a!], d, false", "[b-a^c], ^, true",
    })
    void anExclamationMarkAfterAnIgnoredRangeNegatesAsInPython(String pattern, String name, boolean expected) {
        assertMatches(pattern, name, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[]", "[!", "[!]", "[a", "a[b", "[a-", "x[]y", "]", "a]", "\\", "^$.|(a)+{2}#", ""})
    void textWithoutWildcardMatchesItselfOnly(String text) {
        assertMatches(text, text, true);
        assertMatches(text, text + "a", false);
        assertMatches(text, "a" + text, false);
        assertThat(GlobPattern.compile(text).isLiteral()).isTrue();
    }

    @Test
    void anUnclosedBracketIsLiteralButTheWildcardsAfterItAreNot() {
        assertMatches("[a*", "[a...", true);
        assertMatches("[!?", "[!x", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "?", "a*", "a?b", "[a]", "[[]", "x[*]", "[z-a]", "[]]"})
    void patternWithAWildcardIsNotLiteral(String text) {
        assertThat(GlobPattern.compile(text).isLiteral()).isFalse();
    }

    @Test
    void backslashEscapesNothing() {
        assertMatches("\\*", "\\anything", true);
        assertMatches("\\*", "*", false);
    }

    @Test
    void supplementaryCharacterIsOneCodePoint() {
        assertMatches("?", SMILE, true);
        assertMatches("??", SMILE, false);
        assertMatches("*?x", SMILE + "x", true);
        assertMatches("[" + SMILE + "]", SMILE, true);
        assertMatches("[\ud83d\ude00-\ud83d\ude02]", "\ud83d\ude01", true);
        assertMatches("[!a]", SMILE, true);
    }

    @Test
    void aLoneSurrogateDoesNotMatchInsideACodePoint() {
        assertMatches("\ud83d*", SMILE, false);
        assertMatches("*\ude00", SMILE, false);
        assertMatches("*\ude00*", SMILE, false);
        assertMatches("*\ude00*", "a\ude00", true);
    }

    @Test
    void equalityIsByText() {
        assertThat(GlobPattern.compile("a*"))
                .isEqualTo(GlobPattern.compile("a*"))
                .hasSameHashCodeAs(GlobPattern.compile("a*"))
                .hasToString("a*")
                .isNotEqualTo(GlobPattern.compile("a**"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a*a*a*a*b",
                "*a*a*a*a*a*a*a*a*a*a*a*ab",
                "*a?a*?a?*a[ab]*[!b]*b",
                "*[a]*[ab]*a*?b?*",
                "*aaaaaaaab*"
            })
    void timeIsLinearInTheLengthOfTheName(String pattern) {
        // At one nanosecond a step, quadratic time would be more than half an hour here; linear time is well below a
        // second.
        String name = "a".repeat(2_000_000);
        GlobPattern compiled = GlobPattern.compile(pattern);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(compiled.matches(name)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[!", "a["})
    void unclosedBracketsAreReadInLinearTime(String part) {
        String text = part.repeat(1_000_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(GlobPattern.compile(text).matches(text)).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "news.tech, news.tech",
        "news.*, news.",
        "*.tech, '|.tech'",
        "a*b, a|b",
        "a*b?c, a|c|b",
        "*x*, ||x",
        "*ab?cd*ef*, ||ab|cd|ef",
        "news[.]*[!x]tech, news.|tech",
        "a?, a",
        "?*[ab], ''",
        "a*b*c*d*e*f*g*h, a|h|b|c|d|e",
    })
    void literalsAreSplitIntoHeadTailAndInner(String pattern, String literals) {
        assertThat(String.join("|", GlobPattern.compile(pattern).literals())).isEqualTo(literals);
    }

    private static void assertMatches(String pattern, String name, boolean expected) {
        assertThat(GlobPattern.compile(pattern).matches(name))
                .as("'%s' matches '%s'", pattern, name)
                .isEqualTo(expected);
    }
}
