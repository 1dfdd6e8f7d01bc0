package dev.webshocket.it.app;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;

/** Streams to more clients at a time than there can be threads. */
@WebSocketHandler("/ws")
public class CrowdHandler {

    private static final Duration PERIOD = Duration.ofMillis(250);

    private final SubmissionPublisher<Long> clock = new SubmissionPublisher<>(Runnable::run, 8);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @PostConstruct
    void start() {
        timer.scheduleAtFixedRate(
                () -> clock.offer(System.currentTimeMillis(), null), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends the time, four times a second. */
    @RpcMethod
    public Publisher<Long> ticks() {
        return clock;
    }

    /** Returns the time. */
    @RpcMethod
    public long time() {
        return System.currentTimeMillis();
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        clock.close();
    }
}
