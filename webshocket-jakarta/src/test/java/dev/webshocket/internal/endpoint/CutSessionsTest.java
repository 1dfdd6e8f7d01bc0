package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.CountingClient;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cuts the sockets of a session at any byte, while calls run and messages are pushed. */
@Tag("slow")
class CutSessionsTest {

    private static final int CALLS = 40;
    private static final int CUTS = 60;
    private static final String PATH = "/counts";

    @WebSocketHandler(PATH)
    static class CountHandler {

        /** Sends the count, and returns it. */
        @RpcMethod
        int count(ClientConnection connection) {
            int next = connection.has("count") ? connection.get("count", Integer.class) + 1 : 1;
            connection.set("count", next);
            connection.send(next);
            return next;
        }
    }

    /** What happened in one run. */
    private record Run(long bytes, int resumed) {}

    private static Run runThrough(EngineServer server, Wire wire, IntFunction<Fate> fates) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.to(server.uri(PATH), fates)) {
            CountingClient client = new CountingClient(proxy.through(server.uri(PATH)), wire, "count", CALLS);
            client.run();
            List<Object> counts = LongStream.rangeClosed(1, CALLS)
                    .<Object>mapToObj(Long::valueOf)
                    .toList();
            assertThat(client.answers()).isEqualTo(counts);
            assertThat(client.messages()).isEqualTo(counts);
            return new Run(proxy.passed(), client.resumed());
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostOrRepeated(Wire wire) throws Exception {
        long seed = Long.getLong("cuts.seed", System.nanoTime());
        System.out.println("cuts.seed=" + seed);
        Random random = new Random(seed);
        WebshocketSettings settings =
                WebshocketSettings.builder().shutdownGrace(Duration.ZERO).build();
        try (EngineServer server = EngineServer.start(settings, new CountHandler())) {
            long bytes = runThrough(server, wire, connection -> Fate.NONE).bytes();
            int resumed = 0;
            for (int i = 0; i < CUTS; i++) {
                long second = random.nextLong(bytes);
                Cut cut = i % 10 == 0 ? Cut.SILENCE : i % 2 == 0 ? Cut.FIN : Cut.RST;
                // In a handshake silence would only cost time.
                long least = cut == Cut.SILENCE ? 1000 : 0;
                long first = least + random.nextLong(bytes - least);
                resumed += runThrough(server, wire, connection -> switch (connection) {
                            case 0 -> Fate.cutAfter(first, cut);
                            case 1 -> Fate.cutAfter(second, Cut.RST);
                            default -> Fate.NONE;
                        })
                        .resumed();
            }
            // Those that are cut before the first welcome begin anew.
            assertThat(resumed).isGreaterThan(CUTS / 2);
            await().atMost(60, TimeUnit.SECONDS).until(() -> server.engine().connections() == 0);
            assertThat(server.states.size()).isZero();
        }
    }
}
