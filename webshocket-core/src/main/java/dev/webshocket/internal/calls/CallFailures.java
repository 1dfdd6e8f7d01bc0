package dev.webshocket.internal.calls;

import dev.webshocket.packet.RpcResponse;
import java.time.Duration;

/** Makes the exceptions with which calls of this side fail, as their callers know them. Safe for use by any thread. */
public interface CallFailures {

    /** There was no answer in time. */
    RuntimeException noAnswer(String method, Duration timeout);

    /** The call could not be sent in time. */
    RuntimeException notSent(String method, Duration timeout);

    /** A call for a value was answered with items. */
    RuntimeException streamForValue(String method);

    /** Items have not been taken for long. */
    RuntimeException slowConsumer();

    /** The other side has answered with an error. */
    RuntimeException error(RpcResponse response);
}
