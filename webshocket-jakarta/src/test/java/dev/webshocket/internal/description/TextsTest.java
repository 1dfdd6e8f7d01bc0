package dev.webshocket.internal.description;

import static dev.webshocket.internal.description.Described.method;
import static dev.webshocket.internal.description.Described.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.AnyOf;
import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionException;
import dev.webshocket.Description;
import dev.webshocket.Has;
import dev.webshocket.Is;
import dev.webshocket.Requires;
import dev.webshocket.RpcMethod;
import dev.webshocket.Rule;
import dev.webshocket.ServiceDescription;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.platform.WebshocketEngine;
import dev.webshocket.support.CompiledSource;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.bind.JsonbConfig;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Texts of annotations, and of the files that an annotation processor writes. */
class TextsTest {

    private static final String SOURCE = """
            package made;
            @dev.webshocket.WebSocketHandler("/ws")
            public class Desk {
                public record Ticket(String id, int size) {}
                @dev.webshocket.RpcMethod public Ticket open(String text, int[] sizes) { return null; }
                @dev.webshocket.RpcMethod public void close(Ticket ticket) {}
            }
            """;

    private static ServiceDescription described(String... files) throws Exception {
        Path classes = CompiledSource.compile(Map.of("made.Desk", SOURCE), "-parameters");
        Path folder = Files.createDirectories(classes.resolve("META-INF/webshocket/descriptions"));
        for (int i = 0; i < files.length; i += 2) {
            Files.writeString(folder.resolve(files[i] + ".properties"), files[i + 1]);
        }
        URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, TextsTest.class.getClassLoader());
        return WebshocketEngine.describe(
                List.of(loader.loadClass("made.Desk")), new JsonbConfig(), WebshocketSettings.defaults());
    }

    @Test
    void textsOfFilesAreTold() throws Exception {
        JsonObject document = described("made.Desk", """
                        class=The desk.
                        open(java.lang.String,int[])=Opens a ticket.
                        open(java.lang.String,int[]).text=What is wrong.
                        open(java.lang.String,int[]).return=The new ticket.
                        close=Closes \\u00e9ven that.
                        close.ticket=Which one.
                        """, "made.Desk$Ticket", "class=A ticket.\nclass.id=Its number.\n")
                .openRpc("/ws");

        assertThat(document.getJsonObject("info").getString("description")).isEqualTo("The desk.");
        assertThat(method(document, "open").getString("summary")).isEqualTo("Opens a ticket.");
        assertThat(method(document, "open")
                        .getJsonArray("params")
                        .getJsonObject(0)
                        .getString("summary"))
                .isEqualTo("What is wrong.");
        assertThat(method(document, "open").getJsonObject("result").getString("summary"))
                .isEqualTo("The new ticket.");
        assertThat(method(document, "close").getString("summary")).isEqualTo("Closes éven that.");
        assertThat(method(document, "close")
                        .getJsonArray("params")
                        .getJsonObject(0)
                        .getString("summary"))
                .isEqualTo("Which one.");
        assertThat(schema(document, "Ticket"))
                .contains(
                        "\"description\":\"A ticket.\"",
                        "\"id\":{\"type\":\"string\",\"description\":\"Its number.\"}");
    }

    @Test
    void aFileThatCannotBeReadCostsItsTextsOnly() throws Exception {
        JsonObject document = described("made.Desk", "class=\\u12").openRpc("/ws");

        assertThat(document.getJsonObject("info")).doesNotContainKey("description");
        assertThat(method(document, "open")).doesNotContainKey("summary");
    }

    @WebSocketHandler("/ws")
    static class Reserved {
        @RpcMethod("rpc.list")
        @Description(" ")
        void list() {}
    }

    @Test
    void namesOfTheProtocolAreRefused() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> Described.of(Reserved.class))
                .satisfies(e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("WEBSHOCKET-0281");
                    assertThat(problem.message()).contains("\"rpc.list\"");
                }));
    }

    /** A bean of the application. */
    static class Shift implements Rule {

        private final String needed;

        Shift(String needed) {
            this.needed = needed;
        }

        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> connection.has(needed);
        }
    }

    @WebSocketHandler("/ws")
    static class Guarded {
        @RpcMethod
        @Requires(Shift.class)
        @AnyOf(
                is = @Is("admin"),
                has = {@Has("a"), @Has("b")})
        void enter() {}
    }

    @Test
    void rulesAreNamedWithoutTheirInstances() {
        JsonObject method = method(Described.of(Guarded.class).openRpc("/ws"), "enter");

        assertThat(method.getJsonArray("x-access").getValuesAs(JsonString::getString))
                .containsExactlyInAnyOrder(
                        "@Requires(Shift)", "@AnyOf(has = {@Has(\"a\"), @Has(\"b\")}, is = @Is(\"admin\"))");
    }
}
