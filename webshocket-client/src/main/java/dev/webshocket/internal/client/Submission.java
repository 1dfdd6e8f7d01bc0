package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import java.util.function.Supplier;

/** Something on its way to the server. Its methods are called by any thread, and all but the first under no lock. */
interface Submission {

    /** Returns how long it is. */
    int bytes();

    /** Sends it. */
    void sendOn(ClientSession link);

    /**
     * It has not been sent and will not be, or not answered.
     *
     * @param failure makes the failure, for each anew, since an exception that many throw tells of none of them
     */
    void failed(Supplier<? extends ClientException> failure);
}
