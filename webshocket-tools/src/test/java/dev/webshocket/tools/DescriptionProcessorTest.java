package dev.webshocket.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DescriptionProcessorTest {

    private static final String DESK = """
        package desk;
        import dev.webshocket.*;
        import java.util.*;
        import java.util.concurrent.CompletionStage;
        /** Answers questions. All day long. */
        @WebSocketHandler("/desk")
        public class Desk extends Counter<Ticket> {
            /** Not for clients. */
            private Ticket last;
            /**
             * Opens a {@link Ticket}. It is new.
             *
             * @param text what it is <em>about</em>. Be brief.
             * @param connection who asks
             * @return the new ticket
             */
            @RpcMethod
            public Ticket open(ClientConnection connection, String text) { return last; }
            /** Takes readings. */
            @RpcMethod
            public CompletionStage<Void> upload(RpcItems<? extends Reading> readings, Map<String, Kind[]> kinds) { return null; }
            /** Is not for clients. */
            public Hidden hidden() { return null; }
        }
        """;

    private static final String COUNTER = """
        package desk;
        import dev.webshocket.*;
        public abstract class Counter<T> {
            /** Counts. */
            @RpcMethod
            protected int count(T first) { return 1; }
            /** Finds by number. */
            @RpcMethod("by_number")
            protected T find(int number) { return null; }
            /** Finds by names. */
            @RpcMethod("by_names")
            protected T find(String[] names, int[][] numbers, Object other) { return null; }
        }
        """;

    private static final String TICKET = """
        package desk;
        /**
         * A question of a customer. Or two.
         *
         * @param id its number
         * @param text what it is about \u2013 in German: gr\u00f6\u00dfer
         */
        public record Ticket(long id, String text, Author author) {
            /** Who asks. */
            public record Author(String name) {
                /** Returns the full name. */
                public String name() { return name; }
            }
        }
        """;

    private static final String READING = """
        package desk;
        /** A value that was measured. */
        public class Reading {
            /** The sensor. */
            private String sensor;
            /** Counts all. */
            static int all;
            private Base base;
            /** Returns the sensor's name. */
            public String getSensor() { return sensor; }
            /** Returns the value. */
            public double getValue() { return 1; }
            /** Says whether it is new. */
            public boolean isNew() { return true; }
            /** Sets it. */
            public void setBase(Base base) { this.base = base; }
        }
        """;

    private static final String[] ALL = {
        DESK,
        COUNTER,
        TICKET,
        READING,
        "package desk; /** Kinds. */ public enum Kind { A, B }",
        "package desk; /** Hidden. */ class Hidden {}",
        "package desk; /** Either. */ sealed interface Base permits One, Two {}",
        "package desk; /** First. */ record One() implements Base {}",
        "package desk; record Two() implements Base {}",
    };

    @TempDir
    Path directory;

    private Compilation compilation;

    @BeforeEach
    void start() {
        compilation = new Compilation(directory);
    }

    @Test
    void describesHandlersAndWhatTheyTakeAndReturn() {
        compilation.compile(ALL);

        assertThat(compilation.of("desk.Desk"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "class", "Answers questions.",
                        "open", "Opens a Ticket.",
                        "open.text", "what it is about.",
                        "open.connection", "who asks",
                        "open.return", "the new ticket",
                        "upload", "Takes readings."));
        assertThat(compilation.of("desk.Ticket"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "class", "A question of a customer.",
                        "class.id", "its number",
                        "class.text", "what it is about \u2013 in German: gr\u00f6\u00dfer"));
        assertThat(compilation.of("desk.Ticket$Author"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("class", "Who asks.", "class.name", "Returns the full name."));
        assertThat(compilation.of("desk.Reading"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "class", "A value that was measured.",
                        "class.sensor", "The sensor.",
                        "class.value", "Returns the value.",
                        "class.new", "Says whether it is new."));
        assertThat(compilation.described())
                .containsExactlyInAnyOrder(
                        "desk.Desk",
                        "desk.Counter",
                        "desk.Ticket",
                        "desk.Ticket$Author",
                        "desk.Reading",
                        "desk.Kind",
                        "desk.Base",
                        "desk.One");
    }

    @Test
    void tellsMethodsOfOneNameApart() {
        compilation.compile(ALL);

        assertThat(compilation.of("desk.Counter"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "count", "Counts.",
                        "find(int)", "Finds by number.",
                        "find([Ljava.lang.String;,[[I,java.lang.Object)", "Finds by names."));
    }

    @Test
    void writesTheSameFileForTheSameSource() throws IOException {
        compilation.compile(ALL);
        String first = Files.readString(compilation.file("desk.Ticket"));
        List<String> reversed = new ArrayList<>(List.of(ALL));
        Collections.reverse(reversed);
        compilation.compile(reversed.toArray(String[]::new));

        assertThat(Files.readString(compilation.file("desk.Ticket")))
                .isEqualTo(first)
                .isEqualTo("""
                    class=A question of a customer.
                    class.id=its number
                    class.text=what it is about \\u2013 in German: gr\\u00f6\\u00dfer
                    """);
    }

    @Test
    void leavesClassesAloneThatAreNotCompiledAgain() {
        compilation.compile(ALL);
        compilation.compile(DESK.replace("Opens a", "Makes a"));

        assertThat(compilation.of("desk.Desk")).containsEntry("open", "Makes a Ticket.");
        assertThat(compilation.of("desk.Ticket")).containsEntry("class.id", "its number");
        assertThat(compilation.of("desk.Counter")).containsEntry("count", "Counts.");
    }

    @Test
    void removesWhatIsNoLongerSaid() {
        compilation.compile(COUNTER);
        compilation.compile(COUNTER.replace("/**", "/*"));

        assertThat(compilation.of("desk.Counter")).isEmpty();
    }

    @Test
    void leavesErrorsToTheCompiler() {
        String errors = compilation.run(List.of(), DESK);

        assertThat(errors).contains("cannot find symbol").doesNotContain("processor", "Exception");
        assertThat(errors.lines().filter(line -> line.contains("error:")).toList())
                .hasSizeGreaterThan(3);
    }

    @Test
    void failsNoBuildThatItCannotWriteFor() throws IOException {
        Files.createDirectories(compilation.file("desk.Counter").resolve("in the way"));
        compilation.compile(COUNTER);

        assertThat(directory.resolve("classes/desk/Counter.class")).exists();
    }

    @Test
    void isFoundByCompilersAndByGradle() throws IOException {
        assertThat(ServiceLoader.load(Processor.class)).hasAtLeastOneElementOfType(DescriptionProcessor.class);
        String name = "/META-INF/gradle/incremental.annotation.processors";
        try (InputStream file = DescriptionProcessor.class.getResourceAsStream(name)) {
            assertThat(file).hasContent(DescriptionProcessor.class.getName() + ",isolating");
        }
    }
}
