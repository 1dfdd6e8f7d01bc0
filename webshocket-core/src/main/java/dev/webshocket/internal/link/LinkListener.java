package dev.webshocket.internal.link;

import java.nio.charset.StandardCharsets;

/** Receives the events of a {@link Link}, on one thread at a time, except {@link #ended}, which may come on any. */
public interface LinkListener {

    /** The other side has sent a part of a message, or the answer to a ping. */
    void heard();

    /** A binary message has arrived. The listener owns the bytes. */
    void received(byte[] message);

    /** A text message has arrived. */
    void received(String message);

    /** A text message has arrived, as well-formed UTF-8. The listener owns the bytes. */
    default void receivedText(byte[] utf8) {
        received(new String(utf8, StandardCharsets.UTF_8));
    }

    /** A message is longer than allowed. The link does not deliver it. */
    void tooBig();

    /** There is no memory for a message. The link does not deliver it. */
    void noRoom();

    /** The link has ended, by either side; possibly reported more than once. */
    void ended(CloseStatus status);
}
