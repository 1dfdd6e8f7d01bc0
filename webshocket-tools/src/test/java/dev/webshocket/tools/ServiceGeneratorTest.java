package dev.webshocket.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Publishes;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.tyrus.WebSocketServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.NodeList;

@Timeout(120)
class ServiceGeneratorTest {

    private static final String DOCUMENT = "src/test/resources/golden/methods/openrpc.json";

    /** A handler with a mistake. */
    @WebSocketHandler("/wrong")
    public static class WrongHandler {

        @RpcMethod
        public static int shared() {
            return 1;
        }
    }

    /** One of two services. */
    @WebSocketHandler("/left")
    public static class LeftHandler {

        @RpcMethod
        String left() {
            return "left";
        }
    }

    /** A message to those who look to the right. */
    public record Seen(String what) {}

    /** The other one. */
    @WebSocketHandler("/right")
    @Publishes(channel = "right.*", type = Seen.class)
    public static class RightHandler {

        @RpcMethod
        String right() {
            return "right";
        }
    }

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return ServiceGenerator.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }

    private int generate(String... source) {
        List<String> arguments = new ArrayList<>(List.of(source));
        arguments.addAll(List.of("--out", directory.resolve("out").toString()));
        return run(arguments.toArray(String[]::new));
    }

    private String error() {
        String text = err.toString(UTF_8);
        assertThat(text.lines()).hasSize(1);
        return text.strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --out x                             | one of --url, --file and --classes is needed
        --out x --file a --url ws://a       | one of --url, --file and --classes is needed
        --file a                            | --out is needed, with a directory
        --file a --out                      | --out needs a value
        --file a --file b --out x           | --file is given twice
        --file a --out x --lang ts          | "--lang" is no option; --help lists them
        --file a --out x --path /a          | --path is only for --classes
        --file a --out x --token t          | --token is only for --url
        --url ws://a --out x --channels c   | --channels is only for --file
        --url http://a --out x              | --url needs a URL that begins with ws:// or wss://, but has "http://a"
        """)
    void complainsOfAWrongCommandLine(String line, String what) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(error()).isEqualTo("WEBSHOCKET-0431: " + what);
    }

    @Test
    void printsHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Usage: ").contains("--classes", "--bigint");
    }

    @Test
    void complainsOfAMissingFile() {
        assertThat(generate("--file", "nowhere.json")).isEqualTo(1);
        assertThat(error()).isEqualTo("WEBSHOCKET-0432: there is no file nowhere.json");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void complainsOfAFileThatCannotBeRead() {
        assertThat(generate("--file", directory.toString())).isEqualTo(1);
        assertThat(error()).startsWith("WEBSHOCKET-0432: " + directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {                                                     | WEBSHOCKET-0433
        []                                                    | WEBSHOCKET-0434
        {}                                                    | WEBSHOCKET-0434: * is no OpenRPC: it has no member "openrpc" of a version 1
        {"openrpc":"2.0","methods":[]}                        | WEBSHOCKET-0434: * is no OpenRPC: it has no member "openrpc" of a version 1
        {"openrpc":"1.3.2"}                                   | WEBSHOCKET-0434: * is no OpenRPC: it has no list "methods"
        {"openrpc":"1.3.2","methods":[1]}                     | WEBSHOCKET-0434: * is no OpenRPC: methods[0] is no object
        {"openrpc":"1.3.2","methods":[{"params":[]}]}         | WEBSHOCKET-0434: * is no OpenRPC: methods[0] has no text "name"
        {"openrpc":"1.3.2","methods":[{"name":"a"}]}          | WEBSHOCKET-0434: * is no OpenRPC: methods[0] has no list "params"
        {"openrpc":"1.3.2","methods":[{"name":"a","params":[]},{"name":"a","params":[]}]}    | WEBSHOCKET-0434: * is no OpenRPC: it has two methods "a"
        {"openrpc":"1.3.2","methods":[{"name":"a","params":[],"errors":[{}]}]}               | WEBSHOCKET-0434: * is no OpenRPC: methods[0].errors[0] has no integer "code"
        {"openrpc":"1.3.2","methods":[{"$ref":"#/methods/0"}]}                               | WEBSHOCKET-0434: * is no OpenRPC: methods[0] refers to itself
        {"openrpc":"1.3.2","methods":[{"$ref":"#/x/y"}]}                                     | WEBSHOCKET-0434: * is no OpenRPC: methods[0] refers to "#/x/y", which is not in the document
        {"openrpc":"1.3.2","methods":[{"name":"a","params":[{"name":"b","x-variadic":true},{"name":"c"}]}]}  | WEBSHOCKET-0434: * is no OpenRPC: methods[0].params[1] follows a variadic parameter
        {"openrpc":"1.3.2","methods":[{"name":"a","params":[{"name":"b","schema":{"$ref":"#/x"}}]}]}         | WEBSHOCKET-0434: * is no OpenRPC: a schema refers to "#/x", which is not among the components/schemas
        {"openrpc":"1.3.2","methods":[{"name":"a","params":[{"name":"b","schema":{"type":"text"}}]}]}        | WEBSHOCKET-0434: * is no OpenRPC: a schema has the unknown type "text"
        {"openrpc":"1.3.2","methods":[{"name":"a","params":[{"name":"b","schema":5}]}]}                      | WEBSHOCKET-0434: * is no OpenRPC: a schema is neither an object nor a boolean: 5
        """)
    void complainsOfAWrongDocument(String text, String what) throws IOException {
        Path file = Files.writeString(directory.resolve("document.json"), text);

        assertThat(generate("--file", file.toString())).isEqualTo(1);
        assertThat(error()).startsWith(what.replace("*", file.toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {                                               | WEBSHOCKET-0433
        []                                              | WEBSHOCKET-0442: * is no AsyncAPI: it is no object
        {"asyncapi":"2.6.0"}                            | WEBSHOCKET-0442: the channels of + are no AsyncAPI: it has no member "asyncapi" of a version 3
        {"asyncapi":"3.0.0"}                            | WEBSHOCKET-0442: the channels of + are no AsyncAPI: it has no object "channels"
        {"asyncapi":"3.0.0","channels":{"a":1}}         | WEBSHOCKET-0442: the channels of + are no AsyncAPI: channels has no object "a"
        {"asyncapi":"3.0.0","channels":{"a":{}}}        | WEBSHOCKET-0442: the channels of + are no AsyncAPI: channels.a has no text "address"
        {"asyncapi":"3.0.0","channels":{"a":{"address":"a","messages":{"m":[]}}}} | WEBSHOCKET-0442: the channels of + are no AsyncAPI: channels.a.messages has no object "m"
        {"asyncapi":"3.0.0","channels":{"a":{"address":"a","messages":{"m":{"payload":{"properties":{"data":{"$ref":"#/x"}}}}}}}} | WEBSHOCKET-0442: the channels of + are no AsyncAPI: a schema refers to "#/x", which is not among the components/schemas
        """)
    void complainsOfWrongChannels(String text, String what) throws IOException {
        Path file = Files.writeString(directory.resolve("channels.json"), text);

        assertThat(generate("--file", DOCUMENT, "--channels", file.toString())).isEqualTo(1);
        assertThat(error()).startsWith(what.replace("*", file.toString()).replace("+", DOCUMENT));
    }

    @Test
    void complainsOfAFileThatIsNotInUtf8() throws IOException {
        Path file = Files.write(directory.resolve("document.json"), new byte[] {'"', (byte) 0xff, '"'});

        assertThat(generate("--file", file.toString())).isEqualTo(1);
        assertThat(error()).startsWith("WEBSHOCKET-0433: ");
    }

    @Test
    void complainsOfAServerThatIsNotThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(generate("--url", "ws://127.0.0.1:" + port + "/ws")).isEqualTo(1);
        assertThat(error()).startsWith("WEBSHOCKET-0435: ws://127.0.0.1:" + port + "/ws cannot be asked: ");
    }

    @Test
    void complainsOfAServerThatDoesNotDescribeItself() {
        try (WebSocketServer server = WebSocketServer.builder()
                .host("127.0.0.1")
                .port(0)
                .handlers(LeftHandler.class)
                .start()) {
            assertThat(generate("--url", server.uri("/left").toString())).isEqualTo(1);
        }
        assertThat(error()).startsWith("WEBSHOCKET-0436: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no.such.place              |        | WEBSHOCKET-0438
            java.lang.String           |        | WEBSHOCKET-0438
            jakarta.json               |        | WEBSHOCKET-0438
            *WrongHandler              |        | WEBSHOCKET-0440
            *LeftHandler,*RightHandler |        | WEBSHOCKET-0439
            *LeftHandler               | /right | WEBSHOCKET-0439
            """)
    void complainsOfClasses(String pattern, String path, String code) {
        String names = pattern.replace("*", ServiceGeneratorTest.class.getName() + "$");
        int exit = path == null ? generate("--classes", names) : generate("--classes", names, "--path", path);

        assertThat(exit).isEqualTo(1);
        assertThat(error()).startsWith(code + ": ");
    }

    @Test
    void complainsOfADirectoryThatCannotBeMade() throws IOException {
        Files.writeString(directory.resolve("out"), "in the way");

        assertThat(generate("--file", DOCUMENT)).isEqualTo(1);
        assertThat(error()).startsWith("WEBSHOCKET-0441: ");
    }

    @Test
    void takesOneOfSeveralServices() {
        String names = LeftHandler.class.getName() + "," + RightHandler.class.getName();

        assertThat(generate("--classes", names, "--path", "/right")).isZero();
        assertThat(directory.resolve("out/service.ts"))
                .content()
                .contains("right(): Promise<string>")
                .doesNotContain("left");
    }

    @Test
    void describesTheChannelsThatHandlersPublishTo() {
        assertThat(generate("--classes", RightHandler.class.getName())).isZero();
        assertThat(directory.resolve("out/asyncapi.json")).content().contains("\"right.*\"", "\"Seen\"");
        assertThat(directory.resolve("out/service.ts")).content().contains("  \"right.*\": Seen;\n");

        assertThat(generate("--classes", LeftHandler.class.getName())).isZero();
        assertThat(directory.resolve("out/asyncapi.json")).doesNotExist();
        assertThat(directory.resolve("out/service.ts")).content().doesNotContain("Channels");
    }

    @Test
    void imports() {
        assertThat(generate("--file", DOCUMENT, "--client", "./webshocket/webshocket.js"))
                .isZero();
        assertThat(directory.resolve("out/service.ts"))
                .content()
                .contains("import { named } from \"./webshocket/webshocket.js\";");
    }

    @Test
    void longIntegersMayBeBig() {
        assertThat(generate("--file", "src/test/resources/golden/schemas/openrpc.json", "--bigint"))
                .isZero();
        assertThat(directory.resolve("out/service.ts"))
                .content()
                .contains(
                        "  id: number | bigint;",
                        "type Big = number | bigint;",
                        "type Byte = number;",
                        "lives?: number;");
    }

    @Test
    void leavesFilesAloneThatWouldNotChange() throws IOException {
        generate("--file", DOCUMENT);
        FileTime old = FileTime.fromMillis(1_000_000);
        for (String name : List.of("openrpc.json", "service.ts")) {
            Files.setLastModifiedTime(directory.resolve("out").resolve(name), old);
        }
        Files.writeString(directory.resolve("out/asyncapi.json"), "{}");

        assertThat(generate("--file", DOCUMENT)).isZero();
        for (String name : List.of("openrpc.json", "service.ts")) {
            assertThat(Files.getLastModifiedTime(directory.resolve("out").resolve(name)))
                    .isEqualTo(old);
        }
        assertThat(directory.resolve("out/asyncapi.json")).doesNotExist();
    }

    @Test
    void runsAsDocumentedWithJavadocThatTheProcessorKept() throws Exception {
        new Compilation(directory).compile("""
            package com.example.desk;
            import dev.webshocket.*;
            /** Answers questions. */
            @WebSocketHandler("/desk")
            public class Desk {
                /**
                 * Opens a {@code ticket}. It is new.
                 *
                 * @param text what it is about
                 * @return its number
                 */
                @RpcMethod
                public long open(String text) { return 1; }
            }
            """);
        String[] arguments = documented("src/test/maven/pom.xml", "argument");
        Path generated = directory.resolve("src/main/frontend/generated");
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i].replace("${project.basedir}", directory.toString());
        }

        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(
                new URL[] {directory.resolve("classes").toUri().toURL()}, before)) {
            thread.setContextClassLoader(application);
            assertThat(documented("src/test/maven/pom.xml", "mainClass"))
                    .containsExactly(ServiceGenerator.class.getName());
            ServiceGenerator.main(arguments);
        } finally {
            thread.setContextClassLoader(before);
        }

        assertThat(generated.resolve("service.ts"))
                .content()
                .contains("""
                      /**
                       * Opens a ticket.
                       *
                       * @param text what it is about
                    """)
                .contains("   */\n  open(text: string): Promise<number>;\n");
    }

    /** Returns the texts of the elements of a name. */
    private static String[] documented(String file, String element) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(file).toFile())
                .getElementsByTagName(element);
        String[] texts = new String[found.getLength()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = found.item(i).getTextContent();
        }
        return texts;
    }
}
