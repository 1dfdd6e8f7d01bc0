package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.link.PlainFrame;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.FrameCounter;
import dev.webshocket.support.QueuingAndThrowing;
import dev.webshocket.support.WireClient.Wire;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames of the server have at most 4 MiB. */
class LongFramesTest {

    private static final int FRAME = 4 << 20;

    @WebSocketHandler("/ws")
    static class Handler {

        @RpcMethod
        String repeated(String text, int times) {
            return text.repeat(times);
        }

        @RpcMethod
        int length(String text) {
            return text.length();
        }
    }

    private static WebshocketSettings roomy() {
        return WebshocketSettings.builder()
                .maxMessageBytes(32 << 20)
                .waitingBytes(64 << 20)
                .outboundBytes(32 << 20)
                .shutdownGrace(Duration.ZERO)
                .build();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void longMessagesAreSplit(Wire wire) throws Exception {
        try (EngineServer server = EngineServer.start(roomy(), new Handler());
                FrameCounter counter = FrameCounter.connect(server.uri("/ws"), wire)) {
            counter.start();
            // A character of three bytes, so that the limit is inside a character.
            counter.call(wire, "repeated", "\u20ac", 3 * FRAME / 3 + 1);

            await().atMost(Duration.ofSeconds(30)).until(() -> counter.messages() == 1);
            assertThat(counter.bytes()).isGreaterThan(3L * FRAME / 3 * 3);
            assertThat(counter.longestFrame()).isLessThanOrEqualTo(FRAME);
            assertThat(counter.frames()).isGreaterThan(1);
        }
    }

    @Test
    void thePartsAreTheMessage() {
        List<byte[]> parts = new ArrayList<>();
        List<Boolean> lasts = new ArrayList<>();
        JakartaLink link = link(session(parts, lasts), Runnable::run, new ArrayList<>());
        byte[] message = ("x" + "\u20ac".repeat(FRAME)).getBytes(StandardCharsets.UTF_8);
        for (FrameKind kind : List.of(FrameKind.TEXT, FrameKind.BINARY)) {
            parts.clear();
            lasts.clear();
            List<Throwable> done = new ArrayList<>();
            link.send(new PlainFrame(kind, message), done::add);

            assertThat(done).hasSize(1).containsOnlyNulls();
            assertThat(lasts).hasSizeGreaterThan(3).endsWith(true).startsWith(false, false, false);
            assertThat(parts).allSatisfy(part -> assertThat(part.length).isLessThanOrEqualTo(FRAME));
            ByteBuffer whole = ByteBuffer.allocate(message.length);
            parts.forEach(whole::put);
            assertThat(whole.array()).isEqualTo(message);
        }
    }

    @Test
    void aFailedPartIsReported() {
        JakartaLink link = link(session(null, null), Runnable::run, new ArrayList<>());
        List<Throwable> done = new ArrayList<>();
        link.send(new PlainFrame(FrameKind.BINARY, new byte[FRAME + 1]), done::add);

        assertThat(done).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void anErrorOfTheExecutorSendsNothingTwiceAndStillCloses() {
        List<byte[]> parts = new ArrayList<>();
        List<CloseStatus> closed = new ArrayList<>();
        QueuingAndThrowing failing = new QueuingAndThrowing();
        JakartaLink link = link(session(parts, new ArrayList<>()), failing, closed);
        List<Throwable> done = new ArrayList<>();
        link.send(new PlainFrame(FrameKind.BINARY, new byte[FRAME + 1]), done::add);
        CloseStatus status = new CloseStatus(CloseStatus.GOING_AWAY, "over");
        link.close(status);
        failing.runQueued();

        assertThat(done).hasSize(1).containsOnlyNulls();
        assertThat(parts.stream().mapToInt(part -> part.length).sum()).isEqualTo(FRAME + 1);
        assertThat(closed).containsExactly(status);
    }

    private static JakartaLink link(Session session, Executor executor, List<CloseStatus> ends) {
        return new JakartaLink(
                session,
                new LinkThreads(executor, executor),
                WebshocketSettings.defaults(),
                MemoryBudget.unbounded(),
                new LinkListener() {
                    @Override
                    public void heard() {}

                    @Override
                    public void received(byte[] message) {}

                    @Override
                    public void received(String message) {}

                    @Override
                    public void tooBig() {}

                    @Override
                    public void noRoom() {}

                    @Override
                    public void ended(CloseStatus status) {
                        ends.add(status);
                    }
                });
    }

    private static Session session(List<byte[]> parts, List<Boolean> lasts) {
        RemoteEndpoint.Basic basic = (RemoteEndpoint.Basic) Proxy.newProxyInstance(
                LongFramesTest.class.getClassLoader(),
                new Class<?>[] {RemoteEndpoint.Basic.class},
                (proxy, method, args) -> {
                    if (parts == null) {
                        throw new IOException("Broken pipe");
                    }
                    byte[] part;
                    if (args[0] instanceof ByteBuffer bytes) {
                        part = new byte[bytes.remaining()];
                        bytes.get(part);
                    } else {
                        part = args[0].toString().getBytes(StandardCharsets.UTF_8);
                    }
                    parts.add(part);
                    lasts.add((Boolean) args[1]);
                    return null;
                });
        return (Session) Proxy.newProxyInstance(
                LongFramesTest.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, args) -> method.getName().equals("getBasicRemote") ? basic : null);
    }
}
