package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import java.util.function.Supplier;

/** A message on its way to the server. Any thread calls its methods; all but the first under no lock. */
interface Submission {

    /** Returns its length in bytes. */
    int bytes();

    /** Sends it. */
    void sendOn(ClientSession link);

    /**
     * Fails the message: it will not be sent, or not be answered.
     *
     * @param failure creates a new failure for each message, so that each has its own stack trace
     */
    void failed(Supplier<? extends ClientException> failure);
}
