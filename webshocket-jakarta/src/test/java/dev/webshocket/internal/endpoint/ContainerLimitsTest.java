package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.TextMessages;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.memory.MemoryBudget;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a link sets on the session of its container, and which handlers it adds. */
class ContainerLimitsTest {

    private static final int LIMIT = 100;

    private final Map<Object, Object> handlers = new HashMap<>();
    private final Map<String, Object> set = new HashMap<>();
    private final List<Object> heard = new ArrayList<>();

    private void start(int limitOfContainer, TextMessages joined) {
        Session session = (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("addMessageHandler")) {
                        handlers.put(arguments[0], arguments[1]);
                    } else if (method.getName().startsWith("set")) {
                        set.put(method.getName(), arguments[0]);
                    }
                    return method.getReturnType() == int.class ? limitOfContainer : null;
                });
        LinkListener listener = (LinkListener) Proxy.newProxyInstance(
                LinkListener.class.getClassLoader(),
                new Class<?>[] {LinkListener.class},
                (proxy, method, arguments) -> {
                    heard.add(method.getName().equals("received") ? arguments[0] : method.getName());
                    return null;
                });
        WebshocketSettings settings = WebshocketSettings.builder()
                .maxMessageBytes(LIMIT)
                .textMessages(joined)
                .build();
        new JakartaLink(
                        session,
                        new LinkThreads(Runnable::run, Runnable::run),
                        settings,
                        MemoryBudget.unbounded(),
                        listener)
                .start();
    }

    @Test
    void aContainerWithoutALimitGetsOne() {
        start(-1, TextMessages.PARTS);
        assertThat(set).isEqualTo(Map.of("setMaxTextMessageBufferSize", LIMIT, "setMaxBinaryMessageBufferSize", LIMIT));
    }

    @Test
    void theLimitOfAContainerStays() {
        start(8192, TextMessages.PARTS);
        assertThat(set).isEmpty();
    }

    @Test
    void aContainerThatJoinsTextKnowsOurLimit() {
        start(8192, TextMessages.WHOLE);
        assertThat(set).isEqualTo(Map.of("setMaxTextMessageBufferSize", LIMIT));
    }

    @Test
    void partsOfTextAreJoined() {
        start(8192, TextMessages.PARTS);
        MessageHandler.Partial<String> handler = partial(handlers.get(String.class));
        handler.onMessage("a", false);
        handler.onMessage("b", true);
        assertThat(heard).containsExactly("heard", "heard", "ab");
    }

    @SuppressWarnings("unchecked")
    private static MessageHandler.Partial<String> partial(Object handler) {
        return (MessageHandler.Partial<String>) handler;
    }

    @Test
    void wholeTextIsTakenUpToTheLimit() {
        start(8192, TextMessages.WHOLE);
        MessageHandler.Whole<String> handler = whole(handlers.get(String.class));
        handler.onMessage("ab");
        handler.onMessage("x".repeat(LIMIT + 1));
        assertThat(heard).containsExactly("heard", "ab", "heard", "tooBig");
    }

    @SuppressWarnings("unchecked")
    private static MessageHandler.Whole<String> whole(Object handler) {
        return (MessageHandler.Whole<String>) handler;
    }
}
