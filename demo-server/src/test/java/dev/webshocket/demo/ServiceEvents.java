package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What befell the connections of one test to the {@link TestService}. Safe for use by any thread. */
final class ServiceEvents {

    private static final Map<String, ServiceEvents> BY_TEST = new ConcurrentHashMap<>();

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private ServiceEvents() {}

    /** Finds those of the connections whose URI has this name, as in {@code ?test=name}. */
    static ServiceEvents of(String test) {
        return BY_TEST.computeIfAbsent(test, name -> new ServiceEvents());
    }

    void add(String event) {
        events.add(event);
    }

    String next() throws InterruptedException {
        return events.poll(30, TimeUnit.SECONDS);
    }

    /** Makes sure that a call has been cancelled and its connection closed in good order; which is first is open. */
    void assertCancelled() throws InterruptedException {
        assertThat(new String[] {next(), next()}).containsExactlyInAnyOrder("cancelled", "closed 1000");
    }

    /**
     * Makes sure that a stream has been cancelled which was still coming when its client went. Tyrus cuts the connection right
     * behind its close frame, and with items unread TCP may then reset it before the server has seen that frame.
     */
    void assertStopped() throws InterruptedException {
        assertThat(new String[] {next(), next()})
                .satisfiesExactlyInAnyOrder(
                        event -> assertThat(event).isEqualTo("cancelled"),
                        event -> assertThat(event).isIn("closed 1000", "closed 1006"));
    }
}
