package dev.webshocket.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import dev.webshocket.client.WebSocketClient;
import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the demo offers to clients of version 2 of the protocol: uploads, calls of the client, credentials. */
@Tag("slow")
@Timeout(120)
@ExtendWith(RunningDemo.class)
class Version2Test {

    private static Outcome run(String input, String command, String... words) {
        List<String> line = new ArrayList<>(
                List.of(command, "--url", RunningDemo.server().uri("/ws").toString()));
        line.addAll(List.of(words));
        return Outcome.of(new ByteArrayInputStream(input.getBytes(UTF_8)), line.toArray(String[]::new));
    }

    @Test
    void sumsTheLinesOfStandardInput() {
        assertThat(run("1\n20\n300\n", "call", "--upload", "-", "sum")).isEqualTo(Outcome.success("321\n"));
        assertThat(run("", "call", "--upload", "-", "sum")).isEqualTo(Outcome.success("0\n"));
    }

    @Test
    void sumsMoreThanAnyWindowHolds() {
        String lines = "1\n".repeat(10_000);

        assertThat(run(lines, "call", "--upload", "-", "sum")).isEqualTo(Outcome.success("10000\n"));
    }

    @Test
    void reportsAnItemThatIsNoInteger() {
        Outcome outcome = run("1\ntwo\n", "call", "--upload", "-", "sum");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("RPC_INVALID_PARAMS -32602: ").hasLineCount(1);
    }

    @Test
    void streamsTheLinesBackInUpperCase() {
        assertThat(run("gr\u00fc\u00dfe\none two\n\"3\"\n", "stream", "--upload", "-", "shout"))
                .isEqualTo(Outcome.success("\"GR\u00dcSSE\"\n\"ONE TWO\"\n\"3\"\n"));
    }

    @Test
    void shoutsEachWordAsItComes() throws Exception {
        LinkedBlockingQueue<String> words = new LinkedBlockingQueue<>();
        try (WebSocketClient client =
                        WebSocketClient.connect(RunningDemo.server().uri("/ws"));
                RpcItems<String> items = client
                        .rpc("shout")
                        .upload(Stream.generate(() -> take(words)).takeWhile(word -> !word.isEmpty()))
                        .stream(String.class)) {
            var shouted = items.iterator();
            for (String word : List.of("one", "two", "three")) {
                // The next word is sent after the one before has come back.
                words.add(word);
                assertThat(shouted.next()).isEqualTo(word.toUpperCase());
            }
            words.add("");
            assertThat(shouted.hasNext()).isFalse();
        }
    }

    private static String take(LinkedBlockingQueue<String> words) {
        try {
            String word = words.poll(60, TimeUnit.SECONDS);
            return word == null ? "" : word;
        } catch (InterruptedException e) {
            return "";
        }
    }

    @Test
    void answersTheQuestionOfTheServer() {
        assertThat(run("", "call", "--answer", "answer=42", "ask_me", "the question"))
                .isEqualTo(Outcome.success("42\n"));
        assertThat(run("", "call", "--answer", "answer={\"x\":[1,null]}", "ask_me", "the question"))
                .isEqualTo(Outcome.success("{\"x\":[1,null]}\n"));
    }

    @Test
    void tellsTheErrorOfTheClient() {
        Outcome outcome = run("", "call", "ask_me", "the question");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("RPC_APPLICATION_ERROR -32001: ").contains("answer");
        try (WebSocketClient client = WebSocketClient.builder(
                        RunningDemo.server().uri("/ws"))
                .expose("answer", arguments -> {
                    throw new RpcException(4711, "I do not know " + arguments.get(0));
                })
                .connect()) {
            assertThatThrownBy(() -> client.call("ask_me", Object.class, "why"))
                    .isInstanceOfSatisfying(RpcException.class, failure -> {
                        assertThat(failure.code()).isEqualTo(-32001);
                        assertThat(failure.getMessage()).isEqualTo("I do not know why");
                    });
        }
    }

    @Test
    void knowsTheUserOfATokenAndItsRole() {
        assertThat(run("", "call", "--token", "ada:staff:60", "me")).isEqualTo(Outcome.success("\"ada\"\n"));
        assertThat(run("", "call", "--token", "ada:staff:60", "staff")).isEqualTo(Outcome.success("\"ok\"\n"));
        assertThat(run("", "call", "--token", "ada:guest:60", "staff"))
                .isEqualTo(Outcome.failure("RPC_ACCESS_DENIED -32002: Access denied for RPC method 'staff'.\n"));
        assertThat(run("", "call", "me")).isEqualTo(Outcome.success("null\n"));
    }

    @Test
    void refusesATokenThatIsNone() {
        Outcome outcome = run("", "call", "--token", "letmein", "me");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("4401", "the credential is not valid")
                .hasLineCount(1);
    }

    @Test
    void endsWhileStandardInputIsStillOpen() throws Exception {
        try (PipedOutputStream never = new PipedOutputStream();
                PipedInputStream open = new PipedInputStream(never)) {
            never.write("x\n".getBytes(UTF_8));
            never.flush();

            Outcome outcome = Outcome.of(
                    open, "call", "--url", RunningDemo.server().uri("/ws").toString(), "--upload", "-", "sum");

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.err()).startsWith("RPC_INVALID_PARAMS -32602: ");
        }
    }
}
