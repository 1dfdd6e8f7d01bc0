package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.support.EngineServer;
import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message of one-byte fragments, whose cost must not be quadratic. */
class FragmentsTest {

    private static final int LENGTH = 2_000_000;
    /** Does not begin a packet. */
    private static final String EVERY_BYTE = "\u00c1";

    @Test
    @Timeout(30)
    void aLongMessageOfOneByteFragmentsArrives() throws Exception {
        InboundTest.Handler handler = new InboundTest.Handler();
        WebshocketSettings settings =
                WebshocketSettings.builder().maxMessageBytes(LENGTH).build();
        try (EngineServer server = EngineServer.start(settings, handler);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            shakeHands(socket.getInputStream(), out);
            for (int i = 0; i < LENGTH; i++) {
                out.write(frame(i == 0, i == LENGTH - 1));
            }
            out.flush();
            Packet packet = handler.received.poll(30, TimeUnit.SECONDS);
            assertThat(packet.source()).isEqualTo(PacketSource.UNKNOWN);
            assertThat(packet.data()).isEqualTo(EVERY_BYTE.repeat(LENGTH).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** A frame of RFC 6455 section 5.2 with one byte, masked by zeros. */
    private static byte[] frame(boolean first, boolean last) {
        return new byte[] {
            (byte) ((last ? 0x80 : 0) | (first ? 2 : 0)), (byte) 0x81, 0, 0, 0, 0, (byte) EVERY_BYTE.charAt(0)
        };
    }

    private static void shakeHands(InputStream in, OutputStream out) throws Exception {
        out.write(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 101 ");
    }
}
