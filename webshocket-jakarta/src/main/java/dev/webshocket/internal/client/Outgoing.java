package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;

/** A message on its way to the server. Its methods are called by any thread, and never under a lock. */
interface Outgoing {

    /** Returns the encoded packet. */
    byte[] message();

    /** Tells whether nobody wants it sent any more. */
    boolean isOver();

    /** It has been handed to the link. */
    default void sent() {}

    /** It has not been sent, and will not be. */
    void failed(ClientException failure);
}
