package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.api.Test;

class HeadScannerTest {

    private final HeadScanner scanner = new HeadScanner();

    private static Buffer buffer(String text) {
        return Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, text);
    }

    /** Feeds a head byte by byte; returns whether it is complete. */
    private boolean arrives(String head) throws MalformedRequestException {
        for (int length = 1; length < head.length(); length++) {
            assertThat(scanner.scan(buffer(head.substring(0, length)))).isFalse();
        }
        return scanner.scan(buffer(head));
    }

    @Test
    void headsMayArriveByteByByte() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(arrives(RawClient.handshake("/ws"))).isTrue();
        }
    }

    @Test
    void aHeadOfTooManyPiecesIsRefused() throws Exception {
        String endless = "GET / HTTP/1.1\r\nX-Slow: " + "x".repeat(HeadScanner.MOST_PIECES);
        assertThat(arrives(endless.substring(0, HeadScanner.MOST_PIECES))).isFalse();
        assertThatThrownBy(() -> scanner.scan(buffer(endless)))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessage("its head comes in more than 512 pieces");
    }

    @Test
    void aLongHeadMayArriveInFewPieces() throws Exception {
        assertThat(scanner.scan(buffer("GET / HTTP/1.1\r\nX-Long: " + "x".repeat(15_000))))
                .isFalse();
    }
}
