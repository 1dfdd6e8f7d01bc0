package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.internal.calls.OutgoingCall;
import java.util.function.Supplier;

/**
 * A call on its way to the server. Immutable; equal to another submission of the same call. Not a record: the JDK
 * caches what it generates for a record's {@code hashCode} longer than an application's class loader should live.
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
        if (call.sending(session.calls())) {
            session.send(call.message());
            call.sent(session.calls());
        }
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
