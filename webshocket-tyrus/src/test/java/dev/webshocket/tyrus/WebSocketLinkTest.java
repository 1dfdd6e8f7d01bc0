package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.log.SampledLog;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.AttributeHolder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.api.Test;

/** What threads that end one connection at the same time do to each other, which no client can bring about at will. */
class WebSocketLinkTest {

    private static final CloseReason GONE = new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "");

    private final StubSocket socket = new StubSocket();
    private final Connection<Object> connection = connection();
    private final WebSocketLink link = new WebSocketLink(connection, null);

    @Test
    void endsASessionThatAnotherThreadIsClosing() {
        socket.failsToClose = true;
        link.open(socket);
        link.end(GONE);
        assertThat(socket.closings).containsExactly(GONE);
        assertThat(socket.read()).isEqualTo(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
    }

    @Test
    void endsASessionThatOpensTooLate() {
        link.end(GONE);
        link.open(socket);
        assertThat(socket.closings).containsExactly(GONE);
    }

    @Test
    void endsAnyOtherSessionByItsReason() {
        link.open(socket);
        link.end(GONE);
        assertThat(socket.closings).containsExactly(GONE);
        assertThat(socket.read()).isEmpty();
    }

    @Test
    void takesWhatIsReadAfterTheEndForNoRequest() {
        byte[] frame = TestFrames.frame(0x82, "late".getBytes(StandardCharsets.UTF_8));
        LinkFilter filter = new LinkFilter(new OpenLinks(), new Refusals(new SampledLog()));
        link.open(socket);
        LinkFilter.LINK.set(connection, link);
        FilterChainContext context = FilterChainContext.create(connection);

        filter.handleClose(context);
        context.setMessage(Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, frame));

        assertThat(filter.handleRead(context)).isSameAs(context.getStopAction());
        assertThat(socket.read()).isEqualTo(frame);
    }

    @Test
    void dropsWhatComesAfterTheCloseFrameButForTheClients() {
        byte[] ping = TestFrames.frame(0x89, new byte[] {1});
        byte[] close = TestFrames.frame(0x88, new byte[0]);
        link.open(socket);
        link.read(buffer(ping));
        link.write(ByteBuffer.wrap(new byte[] {(byte) 0x81, 0}), null);
        link.read(buffer(ping));
        assertThat(socket.read()).hasSize(2 * ping.length);

        link.write(ByteBuffer.wrap(new byte[] {(byte) 0x88, 2, 3, (byte) 0xE8}), null);
        link.read(buffer(ping));
        assertThat(socket.read()).hasSize(2 * ping.length);

        link.read(buffer(close));
        assertThat(socket.read()).hasSize(2 * ping.length + close.length).endsWith(close);
    }

    private static Buffer buffer(byte[] bytes) {
        return Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, bytes);
    }

    /** A connection that has attributes, and loses what is written. */
    @SuppressWarnings("unchecked")
    private static Connection<Object> connection() {
        AttributeHolder attributes = Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createSafeAttributeHolder();
        return (Connection<Object>) Proxy.newProxyInstance(
                WebSocketLinkTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getAttributes" -> attributes;
                    case "isBlocking" -> false;
                    case "getMemoryManager" -> MemoryManager.DEFAULT_MEMORY_MANAGER;
                    case "write" -> null;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }
}
