package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.SendQueue;
import dev.webshocket.packet.Packet;

/** What a connection sends, and its closing, as user code sees them. Safe for use by any thread. */
abstract class SendingConnection extends SubscribingConnection {

    SendingConnection(String uid, Arrival arrival, ServiceEngine engine) {
        super(uid, arrival, engine);
    }

    @Override
    abstract ConnectionPeer peer();

    @Override
    final SendQueue queue() {
        return peer().session().queue();
    }

    @Override
    public final void send(Object data) {
        byte[] message;
        try {
            message = peer().codec().encode(data instanceof Packet packet ? packet : Packet.custom(data));
        } catch (EncodingException e) {
            throw new IllegalArgumentException("the data has no form on the wire: " + e.getMessage(), e);
        }
        if (ContainerThread.isCurrent()) {
            peer().session().queue().push(message);
        } else {
            peer().session().queue().sendWaiting(message);
        }
    }

    @Override
    public final void close() {
        closeWith(new CloseStatus(CloseStatus.NORMAL, ""));
    }

    @Override
    public final void close(int code, String reason) {
        closeWith(CloseStatus.of(code, reason));
    }

    private void closeWith(CloseStatus status) {
        peer().session().retire();
        // Waiting and later calls would not be answered.
        peer().lane().retire(() -> {});
        peer().session().close(status);
    }

    @Override
    public final boolean isOpen() {
        return peer().session().isOpen();
    }

    @Override
    public final boolean isLinked() {
        return peer().session().isLinked();
    }
}
