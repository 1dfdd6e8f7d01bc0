package dev.webshocket.internal.session;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Frame;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.SendProgress;
import java.util.concurrent.atomic.AtomicReference;

/** The message that goes over a link before a session has taken it. Safe for use by any thread. */
final class FirstSending {

    private static final Runnable NOTHING = () -> {};
    private static final Runnable SENT = () -> {};

    /** Null while no message was sent; {@link #SENT} when it has left; else what runs then. */
    private final AtomicReference<Runnable> state = new AtomicReference<>();

    /** Sends the message. */
    void send(Link link, Frame frame) {
        if (!state.compareAndSet(null, NOTHING)) {
            throw new IllegalStateException("a message was sent over this link already");
        }
        link.send(frame, new SendProgress() {
            @Override
            public void ended(Throwable failure) {
                if (failure != null) {
                    link.abort(new CloseStatus(CloseStatus.ABNORMAL, "cannot be sent to"));
                }
                state.getAndSet(SENT).run();
            }
        });
    }

    /** Tells whether a message was sent, or is being sent. */
    boolean isSent() {
        return state.get() != null;
    }

    /** Runs an action when no message is being sent, possibly at once. */
    void whenSent(Runnable action) {
        if (!state.compareAndSet(NOTHING, action)) {
            action.run();
        }
    }
}
