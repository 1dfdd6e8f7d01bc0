package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.link.LinkListener;

/** Receives the messages of a link in one form. */
abstract class PacketInput implements LinkListener {

    /** A message has arrived. */
    abstract void received(ReceivedMessage message);

    @Override
    public final void received(byte[] message) {
        received(new ReceivedMessage(message, false));
    }

    @Override
    public final void received(String message) {
        received(ReceivedMessage.of(message));
    }

    @Override
    public final void receivedText(byte[] utf8) {
        received(new ReceivedMessage(utf8, true));
    }
}
