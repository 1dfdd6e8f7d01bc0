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

    /** A call with uploads would be sent over a session of version 1 of the protocol, which has none. */
    RuntimeException noUploads(String method);

    /** The source of an upload has thrown something that is not for the other side. */
    RuntimeException uploadFailed(String method, Throwable why);

    /** The other side has answered with an error. */
    RuntimeException error(RpcResponse response);
}
