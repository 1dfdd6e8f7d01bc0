package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Clients of version 2 that come back to channels with history, for the tests of what they get. */
abstract class ReturningClients {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    final RoomsHandler handler = new RoomsHandler();
    final MessageLog log = MessageLog.inMemory(1 << 20);
    EngineServer server;
    URI rooms;

    @BeforeEach
    void start() throws Exception {
        begin(handler.start(log));
    }

    final void begin(EngineServer started) {
        server = started;
        rooms = server.uri("/rooms");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    final void publish(String channel, int from, int to) {
        RoomsHandler.publish(server, channel, from, to);
    }

    /** Opens a session for a client that has read up to some positions. */
    final SessionSocket comeBack(Wire wire, List<String> positions) throws InterruptedException {
        SessionSocket socket = SessionSocket.connect(rooms, wire);
        socket.send(new Hello(null, 0, positions, null));
        assertThat(socket.welcome().resumed()).isEqualTo(Resumed.NO);
        socket.ack(0);
        return socket;
    }

    /**
     * Publishes a message, and takes a step when its receivers have been found, but before it can be read from the log.
     *
     * @param step what happens meanwhile, on this thread
     */
    final void publishAround(String channel, int number, Step step) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (AutoCloseable following = log.follow(entry -> {
            try {
                step.run();
            } catch (Throwable e) {
                failures.add(e);
            }
            return () -> {};
        })) {
            publish(channel, number, number);
        }
        assertThat(failures).isEmpty();
    }

    /** A step of a test. */
    interface Step {

        void run() throws Exception;
    }

    final List<String> heads() {
        return log.heads().stream().map(LogPosition::toString).toList();
    }

    /** Makes a call and waits for its answer. Answers to calls before it may come first, but no message. */
    static void ask(SessionSocket socket, String id, String method, Object... args) throws InterruptedException {
        socket.request(id, method, args);
        Object answered = null;
        while (!id.equals(answered)) {
            Packet packet = socket.packet();
            assertThat(packet.rpc())
                    .as("instead of the answer to %s: %s", id, packet)
                    .isInstanceOf(RpcResponse.class);
            RpcResponse response = (RpcResponse) packet.rpc();
            assertThat(response.error()).isNull();
            answered = response.callId();
        }
    }

    /** Takes packets until all of these have come; each is a channel and a number, or a gap. Answers to calls are left out. */
    static List<String> until(SessionSocket socket, String... last) throws Exception {
        List<String> got = new ArrayList<>();
        while (!got.containsAll(List.of(last))) {
            Envelope envelope = socket.poll(PATIENCE);
            assertThat(envelope).as("after %s", got).isNotNull();
            text(envelope).ifPresent(got::add);
        }
        return got;
    }

    static Optional<String> text(Envelope envelope) throws MalformedPacketException {
        SessionMessage message = envelope.session();
        if (message != null) {
            return message instanceof Gap gap
                    ? Optional.of("gap " + String.join(" ", gap.channels()))
                    : Optional.empty();
        }
        Packet packet = envelope.packet();
        if (packet.rpc() instanceof RpcResponse response) {
            assertThat(response.error()).isNull();
            return Optional.empty();
        }
        assertThat(envelope.position()).isPresent();
        return Optional.of(packet.channel() + " " + packet.data());
    }
}
