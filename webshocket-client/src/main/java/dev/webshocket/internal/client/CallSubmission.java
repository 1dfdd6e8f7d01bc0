package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.internal.calls.OutgoingCall;
import java.util.function.Supplier;

/** A call on its way to the server. Equal to another one of the same call. */
record CallSubmission(OutgoingCall call) implements Submission {

    @Override
    public int bytes() {
        return call.message().length;
    }

    @Override
    public void sendOn(ClientSession session) {
        call.sending(session);
        session.send(call.message());
    }

    @Override
    public void failed(Supplier<? extends ClientException> failure) {
        call.failed(failure);
    }
}
