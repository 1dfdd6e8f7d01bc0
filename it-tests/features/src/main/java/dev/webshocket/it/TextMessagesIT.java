package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.it.app.FarewellHandler;
import dev.webshocket.it.app.GuestBook;
import dev.webshocket.it.app.WholeText;
import java.io.IOException;
import java.util.Arrays;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Text messages in two frames, the first of which ends within a character; with each value of the setting that says who joins them. */
@ExtendWith(ArquillianExtension.class)
class TextMessagesIT {

    private static final String PARTS = "parts";
    private static final String WHOLE = "whole";

    /** Whether the server decodes each frame by itself. */
    private static final String FRAMES_ALONE = "server.text.alone";

    @Deployment(name = PARTS, testable = false)
    static WebArchive parts() {
        return Archives.war(PARTS, FarewellHandler.class, GuestBook.class);
    }

    @Deployment(name = WHOLE, testable = false)
    static WebArchive whole() {
        return Archives.war(WHOLE, FarewellHandler.class, GuestBook.class, WholeText.class);
    }

    private static RawHandshake connect(String name) throws IOException {
        return new RawHandshake(new Server(name), "/ws", "Sec-WebSocket-Protocol: webshocket.v1.json\r\n");
    }

    /** Sends the first frame, and returns the second one of a call with this text. */
    private static byte[] sendHalf(RawHandshake client, String text) throws IOException {
        byte[] message = RawHandshake.request("roundabout", '"' + text + '"');
        int middle = 0;
        while (message[middle] >= 0) {
            middle++;
        }
        middle++;
        client.send(RawHandshake.frame(true, false, Arrays.copyOf(message, middle)));
        return RawHandshake.frame(false, true, Arrays.copyOfRange(message, middle, message.length));
    }

    private static void assertAnswered(String name) throws IOException {
        try (RawHandshake client = connect(name)) {
            for (String text : new String[] {"\u00e4", "x\u20acx", "\ud83d\ude00"}) {
                client.send(sendHalf(client, text));
                assertThat(client.answer()).contains("\"response\":\"" + text + '"');
            }
            // One frame, as most messages are.
            assertThat(client.call("roundabout", "\"\u00e4\"")).contains("\"response\":\"\u00e4\"");
        }
    }

    @Test
    @DisabledIfSystemProperty(named = FRAMES_ALONE, matches = "true")
    void theLibraryJoinsThem() throws Exception {
        assertAnswered(PARTS);
    }

    @Test
    @EnabledIfSystemProperty(named = FRAMES_ALONE, matches = "true")
    void aServerThatDecodesFramesAloneCloses() throws Exception {
        try (RawHandshake client = connect(PARTS)) {
            sendHalf(client, "\u00e4");
            assertThat(client.closeCode(new byte[0])).isEqualTo(1007);
        }
    }

    @Test
    void theContainerJoinsThem() throws Exception {
        assertAnswered(WHOLE);
    }

    @Test
    void whatTheContainerJoinsMayNotBeTooLongEither() throws Exception {
        byte[] half = new byte[3000];
        Arrays.fill(half, (byte) ' ');
        try (RawHandshake client = connect(WHOLE)) {
            client.send(RawHandshake.frame(true, false, half));
            assertThat(client.closeCode(RawHandshake.frame(false, true, half))).isEqualTo(1009);
        }
    }
}
