package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The events of one test's connections to the {@link TestService}. Safe for use by any thread. */
final class ServiceEvents {

    private static final Map<String, ServiceEvents> BY_TEST = new ConcurrentHashMap<>();

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private ServiceEvents() {}

    /** Returns the events of the connections with this name in the URI, as in {@code ?test=name}. */
    static ServiceEvents of(String test) {
        return BY_TEST.computeIfAbsent(test, name -> new ServiceEvents());
    }

    void add(String event) {
        events.add(event);
    }

    String next() throws InterruptedException {
        return events.poll(30, TimeUnit.SECONDS);
    }

    /** Asserts that a call was cancelled and its connection closed normally, in either order. */
    void assertCancelled() throws InterruptedException {
        assertThat(new String[] {next(), next()}).containsExactlyInAnyOrder("cancelled", "closed 1000");
    }

    /**
     * Asserts that a running stream was cancelled when its client disconnected. Tyrus cuts the connection right after
     * its close frame; with unread items TCP may then reset it before the server has seen that frame.
     */
    void assertStopped() throws InterruptedException {
        assertThat(new String[] {next(), next()})
                .satisfiesExactlyInAnyOrder(
                        event -> assertThat(event).isEqualTo("cancelled"),
                        event -> assertThat(event).isIn("closed 1000", "closed 1006"));
    }
}
