package dev.webshocket.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.memory.MemoryBudget;
import jakarta.websocket.MessageHandler.Partial;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a message while its parts come. */
class MessagePartsTest {

    private final Map<Object, Object> handlers = new HashMap<>();
    private final List<String> told = new ArrayList<>();

    private final MessageParts.Receiver receiver = new MessageParts.Receiver() {
        @Override
        public void isAlive() {
            told.add("alive");
        }

        @Override
        public void received(byte[] message) {
            told.add(message.length + " bytes");
        }

        @Override
        public void received(String message) {
            told.add(message);
        }

        @Override
        public void tooBig() {
            told.add("too big");
        }

        @Override
        public void noRoom() {
            told.add("no room");
        }
    };

    @SuppressWarnings("unchecked")
    private <T> Partial<T> handler(Class<T> type) {
        Session session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, args) -> {
                    handlers.put(args[0], args[1]);
                    return null;
                });
        new MessageParts(10, MemoryBudget.unbounded(), receiver).receive(session);
        return (Partial<T>) handlers.get(type);
    }

    @Test
    void eachPartIsASignOfLife() {
        Partial<ByteBuffer> binary = handler(ByteBuffer.class);
        binary.onMessage(ByteBuffer.allocate(4), false);
        binary.onMessage(ByteBuffer.allocate(4), true);
        assertThat(told).containsExactly("alive", "alive", "8 bytes");
    }

    @Test
    void eachPartOfATextIsASignOfLife() {
        Partial<String> text = handler(String.class);
        text.onMessage("four", false);
        text.onMessage("more", true);
        assertThat(told).containsExactly("alive", "alive", "fourmore");
    }

    @Test
    void aMessageThatIsTooLongIsTold() {
        handler(ByteBuffer.class).onMessage(ByteBuffer.allocate(11), true);
        assertThat(told).containsExactly("alive", "too big");
    }
}
