package dev.webshocket.client.cuts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.tyrus.WebSocketServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cuts the sockets of sessions at every place of a run: nothing is lost, repeated or out of order. The system property {@code
 * cuts} gives the number of places for each kind of client, {@code cuts.seed} the seed.
 */
@Tag("slow")
@Timeout(1800)
class CutClientsTest {

    private static final int CUTS = Integer.getInteger("cuts", 60);
    private static final long SEED = Long.getLong("cuts.seed", 20_261_128L);
    private static final int AT_ONCE = 12;

    private static WebSocketServer server;

    @BeforeAll
    static void start() {
        server = WebSocketServer.builder()
                .port(0)
                .handlers(LedgerHandler.class)
                // Silence is noticed after 2.5 beats.
                .settings(WebshocketSettings.builder()
                        .pingInterval(Duration.ofSeconds(1))
                        .build())
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Performs one run through a proxy. */
    @FunctionalInterface
    private interface Run {

        void perform(URI uri, String name) throws Exception;
    }

    @Test
    void nothingIsLostOrRepeatedWhereverASocketIsCut() throws Exception {
        cutEverywhere("Java client", (uri, name) -> new CutRun(uri, name).perform());
    }

    @ParameterizedTest
    @EnumSource
    void theSameHoldsForClientsInEachEncoding(Wire wire) throws Exception {
        cutEverywhere(wire.name(), (uri, name) -> new RawCutRun(uri, wire, name).perform());
    }

    private static void cutEverywhere(String client, Run run) throws Exception {
        System.out.println("CutClientsTest: " + client + ", cuts.seed=" + SEED + ", " + CUTS + " places");
        long length = lengthOf(run, client);
        Random random = new Random(SEED);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < CUTS; i++) {
                // The places spread over the whole run; the first socket is cut there, and each later one somewhere.
                long place = length * i / CUTS;
                Cut cut = Cut.values()[i % 3];
                Random own = new Random(random.nextLong());
                String name = client + " " + i + ", " + cut + " after " + place + " bytes";
                runs.add(threads.submit(() -> {
                    perform(run, name, place, cut, own, length);
                    return null;
                }));
            }
            for (Future<?> each : runs) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void perform(Run run, String name, long place, Cut cut, Random random, long length)
            throws Exception {
        int chunk = random.nextBoolean() ? 1 << 16 : 1 + random.nextInt(64);
        long delay = random.nextInt(8) == 0 ? 1 : 0;
        int cuts = 1 + random.nextInt(3);
        try (CuttingProxy proxy = CuttingProxy.to(server.uri("/ledger"), number -> {
            if (number == 0) {
                return new Fate(place, cut, chunk, delay);
            }
            // Sockets that are cut after fewer bytes than a handshake has make no progress, so their number is bounded.
            return number < cuts
                    ? new Fate(random.nextInt((int) length), random.nextBoolean() ? Cut.FIN : Cut.RST, chunk, delay)
                    : Fate.NONE;
        })) {
            run.perform(proxy.through(server.uri("/ledger")), name);
        } catch (AssertionError | Exception e) {
            throw new AssertionError(name, e);
        }
    }

    /** Performs a run without a cut and returns how many bytes it takes. */
    private static long lengthOf(Run run, String client) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.to(server.uri("/ledger"), number -> Fate.NONE)) {
            run.perform(proxy.through(server.uri("/ledger")), client + " uncut");
            assertThat(proxy.passed()).isGreaterThan(5_000);
            return proxy.passed();
        }
    }
}
