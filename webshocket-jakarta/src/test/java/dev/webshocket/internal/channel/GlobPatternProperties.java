package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlobPatternProperties {

    private static final String TEXT = "abc!-^]\\&|~[";

    @Property(tries = 5000)
    void agreesWithItsTranslationToARegularExpression(
            @ForAll("patterns") String pattern, @ForAll("names") String name) {
        assertAgrees(pattern, name);
    }

    @Property(tries = 5000)
    void bracketAgreesWithItsTranslationOnEveryCharacter(@ForAll("brackets") String bracket) {
        for (char c = ' '; c <= '~'; c++) {
            assertAgrees(bracket, String.valueOf(c));
        }
    }

    @Property
    void literalPatternMatchesTheNameItSpells(@ForAll("patterns") String text) {
        GlobPattern pattern = GlobPattern.compile(text);
        assertThat(pattern.isLiteral())
                .isEqualTo(pattern.literals().equals(text.isEmpty() ? List.of() : List.of(text)));
        if (pattern.isLiteral()) {
            assertThat(pattern.matches(text)).isTrue();
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> part =
                Arbitraries.oneOf(Arbitraries.of("*", "?", "a", "b"), brackets(), Arbitraries.of(TEXT.split("")));
        return part.list().ofMaxSize(6).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> brackets() {
        Arbitrary<String> members =
                Arbitraries.of("abcd!--^\\&|~[".split("")).list().ofMaxSize(7).map(all -> String.join("", all));
        return Arbitraries.of("[", "[!", "[]", "[!]", "[b-a").flatMap(open -> members.map(all -> open + all + "]"));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("aabb" + TEXT).ofMaxLength(7);
    }

    private static void assertAgrees(String pattern, String name) {
        assertThat(GlobPattern.compile(pattern).matches(name))
                .as("'%s' matches '%s'", pattern, name)
                .isEqualTo(GlobRegex.matches(pattern, name));
    }
}
