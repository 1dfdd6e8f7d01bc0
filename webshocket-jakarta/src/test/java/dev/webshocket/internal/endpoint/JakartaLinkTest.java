package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The end of a session of the container. */
class JakartaLinkTest {

    private static final CloseStatus BROKEN = new CloseStatus(CloseStatus.ABNORMAL, "cannot be sent to");

    private final List<CloseReason> closed = new ArrayList<>();
    private final List<CloseStatus> ended = new ArrayList<>();
    private final Session session = (Session) Proxy.newProxyInstance(
            Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                    closed.add((CloseReason) arguments[0]);
                }
                return method.getName().equals("isOpen") ? true : null;
            });
    private final LinkListener listener = (LinkListener) Proxy.newProxyInstance(
            LinkListener.class.getClassLoader(), new Class<?>[] {LinkListener.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("ended")) {
                    ended.add((CloseStatus) arguments[0]);
                }
                return null;
            });
    private final JakartaLink link = new JakartaLink(
            session,
            new LinkThreads(Runnable::run, Runnable::run),
            WebshocketSettings.defaults(),
            MemoryBudget.unbounded(),
            listener);

    @Test
    void aCodeThatMayNotBeSentIsReplaced() {
        link.abort(BROKEN);
        assertThat(closed).singleElement().satisfies(reason -> {
            assertThat(reason.getCloseCode().getCode()).isEqualTo(CloseStatus.GOING_AWAY);
            assertThat(reason.getReasonPhrase()).isEqualTo("cannot be sent to");
        });
        assertThat(ended).containsExactly(BROKEN);
    }

    @Test
    void theReplacementIsNotTakenForTheClients() {
        link.abort(BROKEN);
        link.ended(closed.get(0));
        link.ended(new CloseReason(CloseCodes.GOING_AWAY, "the page is left"));
        assertThat(ended).containsExactly(BROKEN, BROKEN, new CloseStatus(CloseStatus.GOING_AWAY, "the page is left"));
    }

    @Test
    void aSessionIsClosedOnceForTheFirstReason() {
        link.close(CloseStatus.goingAway(Duration.ZERO));
        link.abort(BROKEN);
        assertThat(closed)
                .singleElement()
                .satisfies(reason -> assertThat(reason.getCloseCode()).isEqualTo(CloseCodes.GOING_AWAY));
        assertThat(ended).containsExactly(CloseStatus.goingAway(Duration.ZERO), CloseStatus.goingAway(Duration.ZERO));
    }

    @Test
    void aSessionIsEndingOnceItIsBeingClosed() {
        assertThat(link.isEnding()).isFalse();
        link.close(CloseStatus.goingAway(Duration.ZERO));
        assertThat(link.isEnding()).isTrue();
    }

    @Test
    void afterItsEndNothingOfItsConnectionIsReachable() {
        List<Object> keptByTheContainer = new ArrayList<>();
        Session kept = sessionThatKeeps(keptByTheContainer);
        Object owner = new Object();
        WeakReference<Object> gone = new WeakReference<>(owner);
        LinkListener itsListener = listenerOf(owner);
        MemoryShare memory = new MemoryBudget(1024, Runnable::run).share(taskOf(owner));
        JakartaLink ended = new JakartaLink(
                kept,
                new LinkThreads(Runnable::run, Runnable::run),
                WebshocketSettings.defaults(),
                memory,
                itsListener);
        ended.belongsTo(owner);
        ended.start();
        String name = owner.toString();

        ended.release();
        memory.end();
        itsListener = null;
        owner = null;
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return gone.get() == null;
        });
        assertThat(keptByTheContainer).hasSize(3);
        assertThat(ended).hasToString(name);
    }

    @Test
    void aConnectionThatEndsBeforeItIsKnownIsNotKept() {
        Object connection = new Object();
        WeakReference<Object> gone = new WeakReference<>(connection);
        link.release();
        link.belongsTo(connection);
        assertThat(link).hasToString(connection.toString());
        connection = null;
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return gone.get() == null;
        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatComesAfterItsEndIsDropped() {
        List<Object> handlers = new ArrayList<>();
        Session late = sessionThatKeeps(handlers);
        List<String> heard = new ArrayList<>();
        LinkListener hearing = (LinkListener) Proxy.newProxyInstance(
                LinkListener.class.getClassLoader(),
                new Class<?>[] {LinkListener.class},
                (proxy, method, arguments) -> heard.add(method.getName()) ? null : method);
        JakartaLink ended = new JakartaLink(
                late,
                new LinkThreads(Runnable::run, Runnable::run),
                WebshocketSettings.builder().maxMessageBytes(4).build(),
                MemoryBudget.unbounded(),
                hearing);
        ended.start();
        MessageHandler.Partial<ByteBuffer> binary = (MessageHandler.Partial<ByteBuffer>) handlers.get(0);
        MessageHandler.Partial<String> text = (MessageHandler.Partial<String>) handlers.get(1);
        binary.onMessage(ByteBuffer.allocate(1), true);
        assertThat(heard).containsExactly("heard", "received");

        ended.release();
        binary.onMessage(ByteBuffer.allocate(1), true);
        binary.onMessage(ByteBuffer.allocate(5), true);
        text.onMessage("a", true);
        ended.ended(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
        assertThat(heard).containsExactly("heard", "received");
    }

    /** A session that adds its message handlers to a list. */
    private static Session sessionThatKeeps(List<Object> handlers) {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("addMessageHandler")) {
                        handlers.add(arguments[1]);
                    }
                    return method.getReturnType() == int.class ? 0 : null;
                });
    }

    /** A task that references a connection. */
    private static Runnable taskOf(Object connection) {
        return () -> Objects.requireNonNull(connection);
    }

    /** A listener that references a connection. */
    private static LinkListener listenerOf(Object connection) {
        return (LinkListener) Proxy.newProxyInstance(
                LinkListener.class.getClassLoader(),
                new Class<?>[] {LinkListener.class},
                (proxy, method, arguments) -> connection == proxy ? method : null);
    }
}
