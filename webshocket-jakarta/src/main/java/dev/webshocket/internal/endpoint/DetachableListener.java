package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.LinkListener;

/**
 * Passes the events of a link on until it is detached. What a container keeps of a session that has ended must not keep its
 * connection in memory: Tyrus never forgets a session that is closed while it is being opened. Safe for use by any thread.
 */
final class DetachableListener implements LinkListener {

    private static final LinkListener NOBODY = new LinkListener() {

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
        public void ended(CloseStatus status) {}
    };

    private volatile LinkListener listener;

    /**
     * Passes events on.
     *
     * @param listener gets them
     */
    DetachableListener(LinkListener listener) {
        this.listener = listener;
    }

    /** Drops all further events, and the reference to their listener. */
    void detach() {
        listener = NOBODY;
    }

    @Override
    public void heard() {
        listener.heard();
    }

    @Override
    public void received(byte[] message) {
        listener.received(message);
    }

    @Override
    public void received(String message) {
        listener.received(message);
    }

    @Override
    public void receivedText(byte[] utf8) {
        listener.receivedText(utf8);
    }

    @Override
    public void tooBig() {
        listener.tooBig();
    }

    @Override
    public void noRoom() {
        listener.noRoom();
    }

    @Override
    public void ended(CloseStatus status) {
        listener.ended(status);
    }
}
