package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.internal.calls.OutgoingCall;
import java.util.function.Supplier;

/**
 * A call on its way to the server. Immutable, and equal to another one of the same call. It is no record, since Java keeps what it
 * makes for the {@code hashCode} of one in caches that outlive the class loader of an application.
 */
final class CallSubmission implements Submission {

    private final OutgoingCall call;

    CallSubmission(OutgoingCall call) {
        this.call = call;
    }

    OutgoingCall call() {
        return call;
    }

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

    @Override
    public boolean equals(Object other) {
        return other instanceof CallSubmission another && call.equals(another.call);
    }

    @Override
    public int hashCode() {
        return call.hashCode();
    }
}
