package dev.webshocket.spi.extension;

import dev.webshocket.ClientConnection;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A call that a {@link CallInterceptor} intercepts. Safe for use by any thread. */
public interface InterceptedCall {

    /**
     * Returns the name that the client called.
     *
     * @return the exposed name of the method; for an unknown method any text from the client
     */
    String method();

    /**
     * Returns the Java method that is exposed under that name.
     *
     * @return the method, which a superclass or an interface of the handler may declare; empty for an unknown method
     */
    Optional<Method> javaMethod();

    /**
     * Returns the path of the service.
     *
     * @return the path template of its {@link dev.webshocket.WebSocketHandler}
     */
    String path();

    /**
     * Returns the connection of the call.
     *
     * @return the connection, with the attributes that earlier calls have set
     */
    ClientConnection connection();

    /**
     * Returns the metadata that the caller sent with the call, such as {@code traceparent}.
     *
     * @return the member {@code meta} of the request, unmodifiable; empty if there is none, as in version 1 of the
     *     protocol
     */
    Map<String, String> meta();

    /**
     * Continues the call with the next interceptor, and after the last one with access rules, rate limit, arguments and
     * method. If it was called before, or the call already has its outcome, it only returns the stage.
     *
     * @return completes once the call has been answered or cancelled, on the thread that did so; it never fails
     */
    CompletionStage<CallOutcome> proceed();
}
