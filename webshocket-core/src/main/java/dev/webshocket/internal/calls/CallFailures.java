package dev.webshocket.internal.calls;

import dev.webshocket.packet.RpcResponse;
import java.time.Duration;

/** Creates the exceptions with which outgoing calls fail. Safe for use by any thread. */
public interface CallFailures {

    /** There was no answer in time. */
    RuntimeException noAnswer(String method, Duration timeout);

    /** The call could not be sent in time. */
    RuntimeException notSent(String method, Duration timeout);

    /** A call for a value was answered with items. */
    RuntimeException streamForValue(String method);

    /** The consumer has not taken items for too long. */
    RuntimeException slowConsumer();

    /** The other side has answered with an error. */
    RuntimeException error(RpcResponse response);
}
