package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import java.util.function.Supplier;

/** The message that cancels a call on the server. Immutable. */
final class Cancellation implements Submission {

    private final byte[] message;

    Cancellation(byte[] message) {
        this.message = message;
    }

    @Override
    public int bytes() {
        return message.length;
    }

    @Override
    public void sendOn(ClientSession link) {
        link.send(message);
    }

    @Override
    public void failed(Supplier<? extends ClientException> failure) {
        // Nobody waits for a cancellation: its call has ended with the connection.
    }
}
