package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as several servers. */
class NodesTest {

    private static final Pattern REDIS = Pattern.compile("Redis: process (\\d+), port \\d+");
    private static final Pattern SERVER = Pattern.compile("Server (\\d): process (\\d+), http://localhost:(\\d+)/");
    private static final Pattern READY = Pattern.compile(
            "Webshocket demo: http://localhost:(\\d+)/ and (ws://localhost:\\1/ws) \\(Ctrl-C ends it\\).*");

    @Test
    void takesANumberOfServers() throws Exception {
        assertThat(ServeCommand.parse(List.of("--nodes", "3"))).isEqualTo(new NodesCommand(8080, 3));
        assertThat(ServeCommand.parse(List.of("--port=1", "--nodes=9"))).isEqualTo(new NodesCommand(1, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nodes", "--nodes 0", "--nodes 10", "--nodes x", "--nodes 3 --tls"})
    void refusesOtherNumbersAndTls(String line) {
        assertThatExceptionOfType(WrongUsageException.class)
                .isThrownBy(() -> ServeCommand.parse(List.of(line.split(" "))));
    }

    @Test
    @Tag("slow")
    void servesByAllServersAndStartsAKilledOneAgain() throws Exception {
        try (DemoProcess process = DemoProcess.start("--nodes", "2", "--port", "0")) {
            List<Long> pids = new ArrayList<>();
            pids.add(Long.valueOf(matched(REDIS, process.line()).group(1)));
            Matcher one = matched(SERVER, process.line());
            Matcher two = matched(SERVER, process.line());
            pids.addAll(List.of(Long.valueOf(one.group(2)), Long.valueOf(two.group(2))));
            URI address = URI.create(matched(READY, process.line()).group(2));
            assertThat(pids).allMatch(NodesTest::isAlive);
            assertThat(added(address)).isEqualTo(3L);
            assertThatARoomIsShared(service(one), service(two));

            ProcessHandle.of(pids.get(2)).orElseThrow().destroyForcibly();
            // Each of two connections in a row goes to the server that is left.
            assertThat(added(address)).isEqualTo(3L);
            assertThat(added(address)).isEqualTo(3L);
            String again = process.line();
            assertThat(again).startsWith("Started again: Server 2: ");
            pids.add(Long.valueOf(
                    matched(SERVER, again.substring("Started again: ".length())).group(2)));
            assertThat(added(address)).isEqualTo(3L);

            process.tellToEnd();
            assertThat(process.outcome()).isEqualTo(new Outcome(DemoProcess.TOLD_TO_END, "", ""));
            assertNoneLeft(pids);
        }
    }

    @Test
    @Tag("slow")
    void endsItsProcessesAlsoWhenItIsKilled() throws Exception {
        List<Long> pids = new ArrayList<>();
        try (DemoProcess process = DemoProcess.start("--nodes", "1", "--port", "0")) {
            pids.add(Long.valueOf(matched(REDIS, process.line()).group(1)));
            pids.add(Long.valueOf(matched(SERVER, process.line()).group(2)));
            matched(READY, process.line());
        } // kills it
        assertNoneLeft(pids);
    }

    @Test
    @Tag("slow")
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
                DemoProcess process =
                        DemoProcess.start("--nodes", "3", "--port", String.valueOf(taken.getLocalPort()))) {
            assertThat(process.outcome())
                    .isEqualTo(new Outcome(
                            1,
                            "",
                            "Webshocket demo: cannot listen on port " + taken.getLocalPort()
                                    + ": Address already in use; --port N takes another port\n"));
        }
    }

    private static URI service(Matcher server) {
        return URI.create("ws://localhost:" + server.group(3) + "/ws");
    }

    /** Sends to a room on one server, and reads it on the other one. */
    private static void assertThatARoomIsShared(URI one, URI other) throws InterruptedException {
        try (DemoClient listener = new DemoClient(other, Encoding.JSON);
                DemoClient speaker = new DemoClient(one, Encoding.MSGPACK)) {
            assertThat(((Map<?, ?>) speaker.call("server").response()).get("id"))
                    .isNotEqualTo(((Map<?, ?>) listener.call("server").response()).get("id"));
            listener.call("join", "room.1");
            speaker.call("login", "ada");
            speaker.call("send_message", "room.1", "hello");

            assertThat(listener.nextPacket().get("data")).isEqualTo(Map.of("user", "ada", "msg", "hello"));
        }
    }

    private static Object added(URI address) throws InterruptedException {
        try (DemoClient client = new DemoClient(address, Encoding.JSON)) {
            return client.call("add", 1, 2).response();
        }
    }

    private static void assertNoneLeft(List<Long> pids) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(pids).noneMatch(NodesTest::isAlive));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static Matcher matched(Pattern pattern, String line) {
        assertThat(line).matches(pattern);
        Matcher matcher = pattern.matcher(line);
        assertThat(matcher.matches()).isTrue();
        return matcher;
    }
}
