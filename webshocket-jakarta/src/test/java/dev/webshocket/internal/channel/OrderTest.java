package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The order of messages that many threads publish. */
class OrderTest {

    private static final int PUBLISHERS = 4;
    private static final int EACH = 500;

    @Test
    void messagesOfOneThreadArriveInOrderAtEverySubscriber() throws Exception {
        ChatHandler handler = new ChatHandler();
        ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
        List<WireClient> clients = new ArrayList<>();
        try (EngineServer server = handler.start()) {
            for (Wire wire : Wire.values()) {
                for (String name : List.of("room", "r*m")) {
                    WireClient client = WireClient.connect(server.uri("/ws"), wire);
                    clients.add(client);
                    client.call("join", name);
                }
            }
            CyclicBarrier start = new CyclicBarrier(PUBLISHERS);
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < PUBLISHERS; i++) {
                int publisher = i;
                tasks.add(() -> publish(handler, publisher, start));
            }
            for (Future<Void> task : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                task.get();
            }
            for (WireClient client : clients) {
                assertInOrder(client);
            }
        } finally {
            clients.forEach(WireClient::close);
            threads.shutdownNow();
        }
    }

    private static Void publish(ChatHandler handler, int publisher, CyclicBarrier start) throws Exception {
        start.await(20, TimeUnit.SECONDS);
        for (int i = 0; i < EACH; i++) {
            if (i % 10 == 9) {
                handler.channels.broadcast(List.of(publisher, i));
            } else {
                handler.channels.publish("room", List.of(publisher, i));
            }
        }
        return null;
    }

    private static void assertInOrder(WireClient client) throws InterruptedException {
        long[] next = new long[PUBLISHERS];
        for (int n = 0; n < PUBLISHERS * EACH; n++) {
            Packet packet = client.packet();
            List<?> data = (List<?>) packet.data();
            int publisher = ((Long) data.get(0)).intValue();
            long number = (Long) data.get(1);
            assertThat(number).isEqualTo(next[publisher]++);
            assertThat(packet.source()).isEqualTo(number % 10 == 9 ? PacketSource.BROADCAST : PacketSource.CHANNEL);
        }
        assertThat(client.packets()).isEmpty();
    }
}
