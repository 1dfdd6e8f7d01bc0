package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.support.EngineServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Java closes a channel when an interrupted thread writes to it. Interrupting a caller must not lose the connection. */
class InterruptedCallersTest {

    private static final int CALLS = 20_000;

    @Test
    void theConnectionStays() throws Exception {
        Queue<ClientState> states = new ConcurrentLinkedQueue<>();
        AtomicInteger made = new AtomicInteger();
        try (EngineServer server = EngineServer.start(new MathHandler());
                WebSocketClient client = WebSocketClient.builder(server.uri("/ws"))
                        .onState(states::add)
                        .connect()) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread caller = new Thread(() -> {
                    while (made.incrementAndGet() < CALLS) {
                        try {
                            client.call("add", Integer.class, 1, 2);
                        } catch (ClientException e) {
                            Thread.interrupted();
                        }
                    }
                });
                callers.add(caller);
                caller.start();
            }
            while (made.get() < CALLS) {
                callers.forEach(Thread::interrupt);
                Thread.onSpinWait();
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(states).doesNotContain(ClientState.DISCONNECTED);
            assertThat(client.call("add", Integer.class, 1, 2)).isEqualTo(3);
        }
    }
}
