package dev.webshocket.internal.tools.javadoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class CommentTest {

    private static String html(String text) {
        return Comment.of(text, false).sentence();
    }

    private static String markdown(String text) {
        return Comment.of(text, true).sentence();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Adds numbers. It is quick.                             | Adds numbers.
        Adds numbers                                           | Adds numbers
        Takes 1.5 of it. Then more.                            | Takes 1.5 of it.
        Is it <b>there</b>? Yes.                               | Is it there? Yes.
        Knows {@code List<String>. } well. More.               | Knows List<String>. well.
        Reads {@literal <a> & b}.                              | Reads <a> & b.
        Takes a {@link java.util.Map#put(Object, Object)}. So. | Takes a Map.put(Object, Object).
        Takes a {@link Map.Entry <em>pair</em>}.               | Takes a pair.
        Calls {@linkplain #other(int, long) another one}.      | Calls another one.
        Calls {@link #other(int, long)}.                       | Calls other(int, long).
        At most {@value #MAX} of them.                         | At most MAX of them.
        At most {@value %d Limits#MAX} of them.                | At most Limits.MAX of them.
        {@summary One. Two.} Three.                            | One. Two.
        {@return the sum} And more.                            | Returns the sum.
        {@inheritDoc} Adds.                                    | Adds.
        Sets {@systemProperty a.b}. So.                        | Sets a.b.
        Finds {@index "two words" what}.                       | Finds two words.
        Finds {@index word what it is}.                        | Finds word.
        Has {@unknown some <i>text</i>}.                       | Has some text.
        Nests {@code a {b} c}. More.                           | Nests a {b} c.
        Is open {@code a b.                                    | Is open a b.
        A &lt; B &amp;&#65;&#x42;&nbsp;&eacute; &bogus; & c.   | A < B &AB é &bogus; & c.
        Is &#xD800; &#0; none.                                 | Is &#xD800; &#0; none.
        Has List<String> and a < b.                            | Has List<String> and a < b.
        <p>Begins so.</p><p>Goes on.                           | Begins so.
        Before<p>after                                         | Before
        Before:<ul><li>one                                     | Before:
        One<br>two <!-- hidden. --> three. Four.               | One two three.
        <a href="x.html">Here.</a> There.                      | Here.
        Bold <strong>end.</strong>Next. More.                  | Bold end.Next.
        """)
    void readsTheFirstSentenceAsPlainText(String text, String sentence) {
        assertThat(html(text)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Adds `a.  b` and ``c ` d``. More.         | Adds a.  b and c ` d.
        Adds **two** *small* _numbers_. More.     | Adds two small numbers.
        Keeps a_name, 2 * 3 and a*b.              | Keeps a_name, 2 * 3 and a*b.
        Takes a [java.util.List]. More.           | Takes a List.
        Takes a [list of items][java.util.List].  | Takes a list of items.
        Looks at [the site](https://a.b/c). More. | Looks at the site.
        Is \\*not\\* bold.                        | Is *not* bold.
        # Heading                                 | Heading
        Has {@code x} and <b>bold</b>.            | Has x and bold.
        Is open ` here.                           | Is open ` here.
        """)
    void readsMarkdown(String text, String sentence) {
        assertThat(markdown(text).replaceAll("\\s+", " ")).isEqualTo(sentence.replaceAll("\\s+", " "));
    }

    @Test
    void joinsLines() {
        assertThat(html(" Adds\n two\t\r\n  numbers.\n More.\n")).isEqualTo("Adds two numbers.");
    }

    @Test
    void endsBeforeABlankLineAndBeforeAList() {
        assertThat(html(" A title\n\n And more.")).isEqualTo("A title");
        assertThat(markdown("A title\n- one\n- two")).isEqualTo("A title");
        assertThat(markdown("A title\n\nMore.")).isEqualTo("A title");
    }

    @Test
    void endsBeforeASnippet() {
        assertThat(html(" Is used so: {@snippet :\n a.b();\n }\n More.")).isEqualTo("Is used so:");
    }

    @Test
    void readsParametersAndTheResult() {
        Comment comment = Comment.of("""
             Adds.

             @param <T> a type
             @param a the {@code first}. Not less.
             @param b
                 the
                 second
             @param c
             @return the sum, e.g. 3
             @throws Exception never
            """, false);

        assertThat(comment.sentence()).isEqualTo("Adds.");
        assertThat(comment.parameters()).isEqualTo(Map.of("a", "the first.", "b", "the second"));
        assertThat(comment.result()).isEqualTo("the sum, e.g.");
    }

    @Test
    void takesTheResultOfAnInlineTag() {
        assertThat(Comment.of("{@return the sum}", false))
                .isEqualTo(new Comment("Returns the sum.", Map.of(), "the sum"));
    }

    @Test
    void takesNoTagFromCode() {
        assertThat(Comment.of(" Is {@code\n @param x y\n } so.\n @param z the z", false)
                        .parameters())
                .isEqualTo(Map.of("z", "the z"));
        assertThat(Comment.of("Is `\n@param x y\n` so.\n@param z the z", true).parameters())
                .isEqualTo(Map.of("z", "the z"));
    }

    @Test
    void isEmptyWithoutAComment() {
        assertThat(Comment.of(null, false)).isEqualTo(Comment.NONE);
        assertThat(Comment.of(" \n @param", false)).isEqualTo(Comment.NONE);
        assertThat(Comment.of("@author me", false)).isEqualTo(Comment.NONE);
    }

    @Test
    void isQuickWithHostileTexts() {
        for (String part : new String[] {"<", "&", "{@", "`", "[", "\n", " ", "{@link ", "<a ", "<!--", "{@code {"}) {
            assertThat(html(part.repeat(20_000))).isNotNull();
            assertThat(markdown(part.repeat(20_000))).isNotNull();
        }
    }
}
