package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.memory.MemoryBudget;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            session, new LinkThreads(Runnable::run, Runnable::run), 1024, MemoryBudget.unbounded(), listener);

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
    void aSessionIsEndingOnceItIsBeingClosed() {
        assertThat(link.isEnding()).isFalse();
        link.close(CloseStatus.goingAway(Duration.ZERO));
        assertThat(link.isEnding()).isTrue();
    }
}
