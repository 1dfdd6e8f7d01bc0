package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlobPatternProperties {

    private static final String TEXT = "abc!-^]\\&|~[";

    /** A star, a question mark, or a bracket with its close. */
    private static final Pattern WILDCARD = Pattern.compile("[*?]|\\[!?+]?+[^]]*]");

    @Property(tries = 5000)
    void agreesWithItsTranslationToARegularExpression(
            @ForAll("patterns") String pattern, @ForAll("names") String name) {
        assertThat(GlobPattern.compile(pattern).matches(name))
                .isEqualTo(GlobRegex.translate(pattern).matcher(name).matches());
    }

    @Property
    void bracketAgreesWithItsTranslationOnEveryCharacter(@ForAll("brackets") String bracket) {
        GlobPattern pattern = GlobPattern.compile(bracket);
        Pattern regex = GlobRegex.translate(bracket);
        for (char c = ' '; c <= '~'; c++) {
            String name = String.valueOf(c);
            assertThat(pattern.matches(name))
                    .as(name)
                    .isEqualTo(regex.matcher(name).matches());
        }
    }

    @Property
    void isLiteralWithoutAWildcard(@ForAll("patterns") String text, @ForAll("names") String name) {
        GlobPattern pattern = GlobPattern.compile(text);
        assertThat(pattern.isLiteral()).isEqualTo(!WILDCARD.matcher(text).find());
        if (pattern.isLiteral()) {
            assertThat(pattern.matches(text)).isTrue();
            assertThat(pattern.matches(name)).isEqualTo(name.equals(text));
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
}
