package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallOptionsTest {

    private static CallOptions parse(String... line) throws Exception {
        return CallOptions.parse(List.of(line));
    }

    @Test
    void callsTheLocalDemoByDefault() throws Exception {
        assertThat(parse("whoami"))
                .isEqualTo(new CallOptions(
                        URI.create("ws://localhost:8080/ws"),
                        false,
                        Duration.ofSeconds(30),
                        "whoami",
                        List.of(),
                        Map.of(),
                        null,
                        false,
                        Map.of()));
    }

    @Test
    void acceptsOptionsBeforeAndAfterTheMethod() throws Exception {
        CallOptions expected = new CallOptions(
                URI.create("wss://example.com/x?y=z"),
                true,
                Duration.ofSeconds(5),
                "add",
                List.of(1L, 2L),
                Map.of(),
                null,
                false,
                Map.of());
        assertThat(parse("--url", "wss://example.com/x?y=z", "--insecure", "--timeout", "5s", "add", "1", "2"))
                .isEqualTo(expected);
        assertThat(parse("add", "1", "--timeout=5s", "2", "--insecure", "--url=wss://example.com/x?y=z"))
                .isEqualTo(expected);
    }

    @Test
    void acceptsThePortOfALocalDemo() throws Exception {
        URI expected = URI.create("ws://localhost:9000/ws");
        assertThat(parse("--port", "9000", "whoami").uri()).isEqualTo(expected);
        assertThat(parse("whoami", "--port=9000").uri()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "30s, 30000", "2m, 120000", "1h, 3600000", "0, 0", "0s, 0"})
    void takesATimeout(String text, long millis) throws Exception {
        assertThat(parse("--timeout", text, "x").timeout()).hasMillis(millis);
    }

    @Test
    void readsValidJsonArgumentsAsJson() throws Exception {
        assertThat(parse("m", "10", "-1", "2.5", "-3e2", "true", "null", "[1, \"2\"]", "\"10\"", "hello", "10 20", "")
                        .arguments())
                .isEqualTo(
                        Arrays.asList(10L, -1L, 2.5, -300.0, true, null, List.of(1L, "2"), "10", "hello", "10 20", ""));
    }

    @Test
    void readsTooDeeplyNestedArgumentsAsText() throws Exception {
        String deep = "[".repeat(1_500) + "]".repeat(1_500);
        CallOptions options = parse("m", deep, "text=" + deep);
        assertThat(options.arguments()).isEqualTo(List.of(deep));
        assertThat(options.named()).isEqualTo(Map.of("text", deep));
    }

    @Test
    void readsNamedArguments() throws Exception {
        CallOptions options = parse("m", "1", "a=2", "b=x=y", "doc_id=", "größe=[\"=\"]", "\"c=3\"", "=4", "5=6");
        assertThat(options.arguments()).isEqualTo(List.of(1L, "c=3", "=4", "5=6"));
        assertThat(options.named()).isEqualTo(Map.of("a", 2L, "b", "x=y", "doc_id", "", "größe", List.of("=")));
    }

    @Test
    void readsTokenUploadAndAnswers() throws Exception {
        CallOptions options = parse(
                "--token",
                "ada:staff:60",
                "--upload",
                "-",
                "sum",
                "--answer=answer={\"a\": 1}",
                "--answer",
                "other=text");
        assertThat(options.token()).isEqualTo("ada:staff:60");
        assertThat(options.upload()).isTrue();
        assertThat(options.answers()).isEqualTo(Map.of("answer", Map.of("a", 1L), "other", "text"));
        assertThat(options.arguments()).isEmpty();
    }

    @Test
    void readsNoOptionsAfterTwoDashes() throws Exception {
        CallOptions options = parse("--insecure", "--", "--method", "--url", "--help", "--", "-x", "a=--b");
        assertThat(options.insecure()).isTrue();
        assertThat(options.method()).isEqualTo("--method");
        assertThat(options.arguments()).isEqualTo(List.of("--url", "--help", "--", "-x"));
        assertThat(options.named()).isEqualTo(Map.of("a", "--b"));
        assertThat(parse("echo", "-").arguments()).isEqualTo(List.of("-"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                        | no METHOD
                    --insecure                | no METHOD
                    --                        | no METHOD
                    --url                     | --url needs a value
                    --url http://x/ m         | --url needs a URL that begins with ws:// or wss://, but has "http://x/"
                    --url localhost:8080 m    | "localhost:8080"
                    --url ws:/x m             | "ws:/x"
                    --url ws://h/#f m         | "ws://h/#f"
                    --url=ws://h/[ m          | "ws://h/["
                    --timeout                 | --timeout needs a value
                    --timeout 30 m            | --timeout needs a number and ms, s, m or h, such as 30s, or 0, but has "30"
                    --timeout -1s m           | "-1s"
                    --insecure=no m           | --insecure takes no value, but has "no"
                    --prot 1 m                | unknown argument "--prot"; put arguments that begin with a dash after "--"
                    --port                    | --port needs a value
                    --port 0 m                | --port needs a number from 1 to 65535, but has "0"
                    --port 65536 m            | "65536"
                    --port x m                | "x"
                    --port 1 --url ws://h m   | --url and --port both say where the service is; give one of them
                    --token                   | --token needs a value
                    --upload file m           | --upload needs -, for standard input, but has "file"
                    --upload                  | --upload needs a value
                    --answer answer m         | --answer needs NAME=JSON, but has "answer"
                    --answer a=1 --answer a=2 | the answer a is given twice
                    --answer a=1e400 m        | the number 1e400 is beyond
                    m -x                      | unknown argument "-x"
                    m a=1 a=2                 | the argument a is given twice
                    m 1e400                   | the number 1e400 is beyond the range of a double
                    m a=[-1e400]              | the number -1e400 is beyond""")
    void reportsTheFault(String line, String message) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));
        assertThatExceptionOfType(WrongUsageException.class)
                .isThrownBy(() -> CallOptions.parse(words))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "add 1 --help", "--url ws://x --help add"})
    void takesHelp(String line) {
        assertThatExceptionOfType(HelpWantedException.class).isThrownBy(() -> parse(line.split(" ")));
    }
}
