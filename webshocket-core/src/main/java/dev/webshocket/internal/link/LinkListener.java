package dev.webshocket.internal.link;

import java.nio.charset.StandardCharsets;

/** Is told what comes over a {@link Link}, by one thread at a time, but for {@link #ended}, which comes on any. */
public interface LinkListener {

    /** The other side has sent something: a part of a message, or the answer to a ping. */
    void heard();

    /** A whole binary message has come, which is the listener's own. */
    void received(byte[] message);

    /** A whole text message has come. */
    void received(String message);

    /** A whole text message has come, as well-formed UTF-8, which is the listener's own. */
    default void receivedText(byte[] utf8) {
        received(new String(utf8, StandardCharsets.UTF_8));
    }

    /** A message has become longer than allowed. The rest of it is not told. */
    void tooBig();

    /** There is no memory for a message. The rest of it is not told. */
    void noRoom();

    /** The link has ended, whoever ended it; possibly more than once. */
    void ended(CloseStatus status);
}
