package dev.webshocket.it.feature;

import dev.webshocket.demo.GenericClient;
import org.junit.jupiter.api.Test;

/** The documented JavaScript client. */
public interface GenericClientFeatures extends ExampleService {

    @Test
    default void aGenericClientIsAnsweredInABinaryFrameOfJson() throws InterruptedException {
        GenericClient.assertAnswered(server().uri("ws", "/ws"));
    }
}
