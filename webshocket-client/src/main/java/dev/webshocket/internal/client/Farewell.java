package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.internal.link.CloseStatus;
import java.util.function.Supplier;

/** The close frame, queued after all earlier messages. Immutable. */
final class Farewell implements Submission {

    private final CloseStatus reason;

    Farewell(CloseStatus reason) {
        this.reason = reason;
    }

    @Override
    public int bytes() {
        return 0;
    }

    @Override
    public void sendOn(ClientSession link) {
        link.close(reason);
    }

    @Override
    public void failed(Supplier<? extends ClientException> failure) {
        // The connection has ended already.
    }
}
