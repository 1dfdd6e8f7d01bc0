package dev.webshocket.client.cuts;

import dev.webshocket.ChannelRules;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.CutSchedule;
import dev.webshocket.support.FatedProxy;
import dev.webshocket.support.ScheduleHandler;
import dev.webshocket.tyrus.WebSocketServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The Java client goes through seeded schedules of calls and cuts, which the browser's client goes through too. {@code
 * -Dschedules=20000} runs more of them, {@code -Dschedules.first=7 -Dschedules=1} repeats one.
 */
@Tag("slow")
@Timeout(7200)
class CutSchedulesTest {

    private static final int SCHEDULES = Integer.getInteger("schedules", 60);
    private static final int FIRST = Integer.getInteger("schedules.first", 1);
    private static final int AT_ONCE = 24;

    @Test
    void eachCallEndsOnceAndNothingIsLostWhateverHappensToSockets() throws Exception {
        ExecutorService schedules = Executors.newFixedThreadPool(AT_ONCE);
        ExecutorService streams = Executors.newCachedThreadPool();
        try (WebSocketServer keeping = server(Duration.ofSeconds(30));
                WebSocketServer losing = server(Duration.ZERO)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
                CutSchedule schedule = CutSchedule.of(seed);
                WebSocketServer server = schedule.keeps() ? keeping : losing;
                runs.add(schedules.submit(() -> {
                    perform(schedule, server, streams);
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            schedules.shutdownNow();
            streams.shutdownNow();
        }
    }

    private static WebSocketServer server(Duration keep) {
        return WebSocketServer.builder()
                .port(0)
                .handlers(ScheduleHandler.class)
                .channelRules(ScheduleHandler.rules(ChannelRules.builder()).build())
                .settings(WebshocketSettings.builder()
                        // Silence is noticed after 2.5 beats.
                        .pingInterval(Duration.ofSeconds(1))
                        .sessionKeep(keep)
                        .build())
                .start();
    }

    private static void perform(CutSchedule schedule, WebSocketServer server, ExecutorService streams) {
        try (FatedProxy proxy = new FatedProxy(server.port())) {
            new ScheduledRun(schedule, proxy, streams)
                    .perform(URI.create("ws://127.0.0.1:" + proxy.port() + "/schedule"));
        } catch (AssertionError | Exception e) {
            throw new AssertionError("-Dschedules.first=" + schedule.seed() + " -Dschedules=1", e);
        }
    }
}
