package dev.webshocket.demo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("slow")
@ExtendWith(RunningDemo.class)
class GenericClientTest {

    @Test
    void isAnsweredInABinaryFrameOfJson() throws InterruptedException {
        GenericClient.assertAnswered(RunningDemo.server().uri("/ws"));
    }
}
