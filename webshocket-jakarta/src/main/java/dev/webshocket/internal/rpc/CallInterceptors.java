package dev.webshocket.internal.rpc;

import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.CallOutcome;
import java.util.List;
import java.util.Optional;

/** The interceptors of one service. Immutable, and safe for use by any thread. */
final class CallInterceptors {

    private final String path;
    private final List<CallInterceptor> interceptors;
    private final FailureLog failures;

    /**
     * Makes those of a service.
     *
     * @param path of the service
     * @param interceptors the outermost first
     * @param failures logs what they throw
     */
    CallInterceptors(String path, List<CallInterceptor> interceptors, FailureLog failures) {
        this.path = path;
        this.interceptors = List.copyOf(interceptors);
        this.failures = failures;
    }

    boolean isEmpty() {
        return interceptors.isEmpty();
    }

    CallInterceptor get(int index) {
        return interceptors.get(index);
    }

    int size() {
        return interceptors.size();
    }

    FailureLog failures() {
        return failures;
    }

    /** Creates the interception of a call whose turn has come. */
    Interception of(Call call) {
        return new Interception(this, called(call), call);
    }

    /** Reports the end of a call, even if they have not seen it before. */
    void over(Call call, CallOutcome outcome) {
        Interception late = new Interception(this, called(call), null);
        Interception seen = call.interception(late);
        seen.over(outcome);
        if (seen == late) {
            show(call.peer(), late);
        }
    }

    /** Reports a call that was refused because its method does not exist. */
    void notFound(Peer peer, RequestEnvelope request, CallOutcome outcome) {
        CalledMethod called =
                new CalledMethod(request.method(), Optional.empty(), path, peer.connection(), request.meta());
        Interception late = new Interception(this, called, null);
        late.over(outcome);
        show(peer, late);
    }

    /** This may be a thread of the container. */
    private static void show(Peer peer, Interception late) {
        peer.lane().threads().runHere(() -> ContainerThread.run(late::show));
    }

    private CalledMethod called(Call call) {
        RpcMethodModel method = call.method();
        return new CalledMethod(
                method.name(), Optional.of(method.method()), path, call.peer().connection(), call.meta());
    }
}
