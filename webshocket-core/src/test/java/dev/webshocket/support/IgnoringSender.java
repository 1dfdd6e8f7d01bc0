package dev.webshocket.support;

import dev.webshocket.internal.session.SendTag;
import dev.webshocket.internal.session.Sender;

/** A send queue with room that sends nothing; others change what they need. */
public class IgnoringSender implements Sender {

    @Override
    public void send(byte[] message) {}

    @Override
    public void send(byte[] message, SendTag tag, boolean last) {}

    @Override
    public void refuse(byte[] message) {}

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public long queuedBytes() {
        return 0;
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public boolean whenRoom(Runnable action) {
        return false;
    }

    @Override
    public void withdraw(SendTag tag) {}
}
