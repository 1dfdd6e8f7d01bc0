package dev.webshocket.it.liberty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.it.Archives;
import dev.webshocket.it.RawHandshake;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.NamedHandler;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Liberty keeps a frame until it is whole, and has no limit of its own. */
@ExtendWith(ArquillianExtension.class)
class LongFrameIT {

    private static final byte[] LENGTH_OF_256_MIB_AND_MASK = {(byte) 0xFF, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0, 0};

    @Deployment(testable = false)
    static WebArchive longFrames() {
        return Archives.war("long", NamedHandler.class);
    }

    /** The first byte of a text frame and of a binary one. */
    @ParameterizedTest
    @ValueSource(ints = {0x81, 0x82})
    void aFrameThatClaimsTooMuchIsRefusedBeforeItIsThere(int first) throws Exception {
        try (RawHandshake client = new RawHandshake(new Server("long"), "/rooms/a", "")) {
            assertThat(client.status()).isEqualTo(101);
            client.send(new byte[] {(byte) first});
            assertThat(client.closeCode(LENGTH_OF_256_MIB_AND_MASK)).isEqualTo(1009);
        }
    }
}
