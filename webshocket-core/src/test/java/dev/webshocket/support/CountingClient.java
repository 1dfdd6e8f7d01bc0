package dev.webshocket.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.SessionSocket.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * A client of version 2 that resumes its session as often as its socket is lost, and checks that no answer and no message is lost or
 * repeated. For one thread.
 */
public final class CountingClient {

    private final URI uri;
    private final Wire wire;
    private final String method;
    private final int calls;
    private final List<Object> answers = new ArrayList<>();
    private final List<Object> messages = new ArrayList<>();
    private Welcome welcome;
    private long sent;
    private long received;
    private int resumed;

    /**
     * Makes a client.
     *
     * @param method sends the next number of its connection, and then returns it
     * @param calls how many calls it makes
     */
    public CountingClient(URI uri, Wire wire, String method, int calls) {
        this.uri = uri;
        this.wire = wire;
        this.method = method;
        this.calls = calls;
    }

    /** Returns the results of the calls, in the order received. */
    public List<Object> answers() {
        return answers;
    }

    /** Returns the data of other packets, in the order received. */
    public List<Object> messages() {
        return messages;
    }

    /** Returns how often the session was resumed. */
    public int resumed() {
        return resumed;
    }

    /** Makes all calls, and returns when all answers and messages have come. */
    public void run() throws Exception {
        while (!isDone()) {
            try (SessionSocket socket = SessionSocket.connect(uri, wire)) {
                socket.hello(welcome == null ? null : welcome.resume(), received);
                Envelope first = socket.poll(Duration.ofSeconds(2));
                if (first != null) {
                    goOn(socket, (Welcome) first.session());
                }
                if (!isDone()) {
                    socket.cut();
                }
            } catch (CompletionException e) {
                // The socket was cut while this side was sending.
            }
        }
    }

    private boolean isDone() {
        return answers.size() >= calls && messages.size() >= calls;
    }

    private void goOn(SessionSocket socket, Welcome newest) throws Exception {
        if (welcome != null) {
            assertThat(newest.resumed()).isEqualTo(Resumed.ALL);
            resumed++;
        }
        welcome = newest;
        socket.ack(received);
        for (long i = newest.received(); i < sent; i++) {
            socket.request("c" + i, method);
        }
        while (!isDone()) {
            while (sent < Math.min(calls, answers.size() + 4)) {
                socket.request("c" + sent++, method);
            }
            Envelope next = socket.poll(Duration.ofMillis(500));
            if (next == null) {
                return;
            }
            if (next.session() == null) {
                take(next.packet());
                socket.ack(received);
            }
        }
    }

    private void take(Packet packet) {
        received++;
        if (packet.rpc() instanceof RpcResponse answer) {
            assertThat(answer.error()).isNull();
            assertThat(answer.callId()).isEqualTo("c" + answers.size());
            answers.add(answer.response());
        } else {
            messages.add(packet.data());
        }
    }
}
