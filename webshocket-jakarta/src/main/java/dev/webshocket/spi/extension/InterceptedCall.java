package dev.webshocket.spi.extension;

import dev.webshocket.ClientConnection;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A call as one {@link CallInterceptor} sees it. Made by the engine, and safe for use by any thread. */
public interface InterceptedCall {

    /**
     * Returns the name that was called.
     *
     * @return the exposed name of the method; where there is no such method whatever the client sent
     */
    String method();

    /**
     * Returns the Java method that is exposed by that name.
     *
     * @return the method, which a superclass or an interface of the handler may declare; empty where there is none of that name
     */
    Optional<Method> javaMethod();

    /**
     * Returns the path of the service.
     *
     * @return the path template of its {@link dev.webshocket.WebSocketHandler}
     */
    String path();

    /**
     * Returns the connection that the call came over.
     *
     * @return the connection, with the attributes that the calls before this one have set
     */
    ClientConnection connection();

    /**
     * Returns what the caller has sent beside the arguments, such as {@code traceparent}.
     *
     * @return the member {@code meta} of the request, unmodifiable; empty where there is none, as in version 1 of the protocol
     */
    Map<String, String> meta();

    /**
     * Lets the call go on: to the next interceptor, and after the last one to access rules, rate limit, arguments and method.
     * Again, or for a call that has its outcome already, it has no effect but to return the stage.
     *
     * @return completes once the call has been answered or cancelled, by the thread that did so; it never fails
     */
    CompletionStage<CallOutcome> proceed();
}
