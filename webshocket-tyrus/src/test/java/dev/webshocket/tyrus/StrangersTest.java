package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hostile input causes only short logs without stack traces, and the server keeps serving others. */
@Timeout(300)
class StrangersTest {

    private static final int ATTEMPTS = 400;
    private static final String ODD = "\u0000\t\n\r\u001b !\"#%&'/:;<>?@[\\]^`{|}~\u007f\u00ff";

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void handshakesWithOddBytes() throws Exception {
        attack(client -> {
            client.send(mutated(RawClient.handshake("/ws?a=b&c=%41")
                    .replace(
                            "\r\n\r\n",
                            "\r\n"
                                    + "Origin: http://x\r\nSec-WebSocket-Protocol: webshocket.v1\r\n"
                                    + "Sec-WebSocket-Extensions: permessage-deflate; a=\"b\"\r\n\r\n")));
        });
    }

    @Test
    void framesOfAnyKind() throws Exception {
        attack(client -> {
            client.send(RawClient.handshake("/ws"));
            client.readHeader();
            for (int i = 0; i < 5; i++) {
                byte[] payload = new byte[random.nextInt(200)];
                random.nextBytes(payload);
                client.send(TestFrames.frame(random.nextInt(256), payload));
            }
        });
    }

    @Test
    void bytesOfAnyKind() throws Exception {
        attack(client -> {
            byte[] bytes = new byte[1 + random.nextInt(500)];
            random.nextBytes(bytes);
            client.send(bytes);
        });
    }

    private interface Attack {
        void by(RawClient client) throws IOException;
    }

    private void attack(Attack attack) throws Exception {
        try (RecordedLines log = RecordedLines.ofEverything();
                WebSocketServer server = WebSocketServer.builder()
                        .port(0)
                        .handlers(EchoHandler.class)
                        .start()) {
            for (int i = 0; i < ATTEMPTS; i++) {
                try (RawClient client = new RawClient(server.port())) {
                    attack.by(client);
                } catch (IOException e) {
                    // The server may cut the connection.
                }
            }
            try (RawClient client = RawClient.upgraded(server.port(), "/ws")) {
                assertThat(client.call("echo", "x")).as("seed %d", seed).contains("x");
            }
            assertThat(log.linesWithTraces()).as("seed %d", seed).isEmpty();
            assertThat(log.lines())
                    .as("seed %d", seed)
                    .hasSizeLessThan(ATTEMPTS / 2)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(1_000).matches("\\P{Cntrl}*"));
        }
    }

    private String mutated(String text) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(mutated.length());
            String odd = String.valueOf(ODD.charAt(random.nextInt(ODD.length())));
            switch (random.nextInt(3)) {
                case 0 -> mutated.insert(at, odd);
                case 1 -> mutated.deleteCharAt(at);
                default -> mutated.replace(at, at + 1, odd);
            }
        }
        return mutated.toString();
    }
}
