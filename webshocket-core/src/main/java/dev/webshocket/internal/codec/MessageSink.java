package dev.webshocket.internal.codec;

import java.io.IOException;

/** Makes one message of an encoding. For one thread at a time. */
interface MessageSink extends PlainSink {

    /** Returns the message, after all that belongs to it has been written; nothing may be written afterwards. */
    byte[] message() throws IOException;
}
