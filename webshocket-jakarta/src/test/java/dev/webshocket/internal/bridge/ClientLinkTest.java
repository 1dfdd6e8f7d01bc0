package dev.webshocket.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.MsgpackCodec;
import dev.webshocket.packet.Packet;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How a link ends on a container that does not report the end of its session. */
class ClientLinkTest {

    private final List<String> closings = new ArrayList<>();
    private final List<ClientLink.End> ends = new ArrayList<>();
    /** What becomes of what is sent; null where the container is not done with it. */
    private SendResult result = new SendResult();

    private final ClientLink link = new ClientLink(session(), config(Duration.ZERO), new Ends());

    @Test
    void isBrokenWhenItCannotBeSentTo() {
        result = new SendResult(new IOException("Broken pipe"));
        link.send(new byte[] {1});
        assertThat(closings).singleElement().asString().contains("1006");
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.code()).isEqualTo(1006);
            assertThat(end.local()).isFalse();
        });
    }

    @Test
    void endsAtOnceWhenItIsGivenUp() {
        link.abort(new CloseReason(CloseCodes.GOING_AWAY, "pings stay unanswered"));
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.code()).isEqualTo(1001);
            assertThat(end.local()).isTrue();
        });
    }

    @Test
    void waitsForTheAnswerToAFarewell() {
        link.send(new byte[] {1});
        link.close(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
        assertThat(closings).singleElement().asString().contains("1000");
        assertThat(ends).isEmpty();
    }

    @Test
    void hearsNothingMoreOnceItIsGivenUp() {
        MessageParts.Receiver incoming = link.incoming();
        incoming.tooBig();
        incoming.received("TAIL");
        incoming.received(new byte[] {1});
        assertThat(ends).singleElement().satisfies(end -> assertThat(end.code()).isEqualTo(1009));
    }

    @Test
    void mayTakeItsTimeToSendWhereThereIsNoEnd() {
        ClientLink patient = link;
        ClientLink impatient = new ClientLink(session(), config(Duration.ofNanos(1)), new Ends());
        result = null;
        patient.send(new byte[] {1});
        patient.check(System.nanoTime());
        assertThat(ends).isEmpty();
        impatient.send(new byte[] {1});
        impatient.check(System.nanoTime());
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.code()).isEqualTo(1001);
            assertThat(end.reason().getReasonPhrase()).contains("sendTimeout");
        });
    }

    @Test
    void aServerIsNotTakenForDeadWhileItsReaderIsHeld() {
        AtomicReference<ClientLink> held = new AtomicReference<>();
        Ends slow = new Ends() {
            @Override
            public void received(Packet packet, int bytes) {
                for (int seconds = 1; seconds <= 10; seconds++) {
                    held.get()
                            .check(System.nanoTime()
                                    + Duration.ofSeconds(seconds).toNanos());
                }
            }
        };
        held.set(new ClientLink(session(), config(Duration.ZERO, Duration.ofSeconds(1)), slow));
        held.get().incoming().received(new byte[] {1});
        assertThat(ends).isEmpty();
        for (int seconds = 11; seconds <= 20; seconds++) {
            held.get().check(System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
        }
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.code()).isEqualTo(1001);
            assertThat(end.reason().getReasonPhrase()).contains("pings");
        });
    }

    private static ClientLink.Config config(Duration sendTimeout) {
        return config(sendTimeout, Duration.ZERO);
    }

    private static ClientLink.Config config(Duration sendTimeout, Duration pingInterval) {
        return new ClientLink.Config(
                new MsgpackCodec(new Binding(), 64),
                1000,
                1000,
                pingInterval,
                sendTimeout,
                Runnable::run,
                Runnable::run);
    }

    private Session session() {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (proxy, method, args) -> {
            if (result != null && args[args.length - 1] instanceof SendHandler) {
                ((SendHandler) args[1]).onResult(result);
            }
            return null;
        });
        return proxy(Session.class, (proxy, method, args) -> switch (method.getName()) {
            case "getAsyncRemote" -> remote;
            case "close" -> {
                closings.add(args[0].toString());
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(ClientLinkTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private class Ends implements ClientLink.Listener {

        @Override
        public void received(Packet packet, int bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void ended(ClientLink link, ClientLink.End end) {
            ends.add(end);
        }
    }
}
