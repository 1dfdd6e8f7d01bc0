package dev.webshocket.spi.extension;

import java.util.concurrent.CompletionStage;

/**
 * Intercepts the calls of all services of an application, to trace, measure, audit or refuse them. An application may
 * have several. In CDI every bean of this type is an interceptor; {@code @Priority} orders them, the lowest number
 * outermost, and the default is {@link jakarta.interceptor.Interceptor.Priority#APPLICATION}. A request-scoped bean
 * cannot be an interceptor, since the request scope begins later in the call.
 *
 * <pre>{@code
 * public CompletionStage<CallOutcome> intercept(InterceptedCall call) {
 *     long start = System.nanoTime();
 *     return call.proceed().whenComplete((outcome, none) -> record(call.method(), outcome, System.nanoTime() - start));
 * }
 * }</pre>
 *
 * <p>It is called once for each call, when the call leaves its connection's queue, before access rules, rate limit and
 * arguments. It is also called for calls that end before that: for an unknown method, without room in the queue, or
 * cancelled while waiting. For these, {@link InterceptedCall#proceed} returns a completed stage.
 *
 * <p>Many threads call it at the same time. For a {@link dev.webshocket.NonBlocking} method, and for calls that have
 * already ended, these are threads of the container, so it must not block. An interceptor that needs time works on
 * another thread and calls {@code proceed} when it is done. Until then the call and those behind it wait, but no thread
 * does.
 *
 * <p>If {@code proceed} is called before {@link #intercept} returns, access rules, rate limit, binding and the method
 * run within {@code proceed} on the same thread, so that the method sees the interceptor's thread-locals. There are two
 * exceptions: a call that has to wait, and methods that are {@link dev.webshocket.Concurrent} or have a {@link
 * dev.webshocket.RpcStream}, which run on a thread of their own.
 */
@FunctionalInterface
public interface CallInterceptor {

    /**
     * Intercepts one call.
     *
     * <p>To refuse the call, throw an {@link dev.webshocket.RpcException} or return a stage that fails with one,
     * without calling {@link InterceptedCall#proceed}. The caller gets its code, message and data. Unlike a method, an
     * interceptor may use a code of the protocol, such as {@link dev.webshocket.packet.RpcErrorCode#RPC_ACCESS_DENIED}.
     * Any other exception, and a stage that completes although {@code proceed} was not called, is logged as {@code
     * WEBSHOCKET-0246}, and the call is answered with {@link dev.webshocket.packet.RpcErrorCode#RPC_INTERNAL_ERROR}. A
     * failure after {@code proceed} is logged and does not change the answer.
     *
     * @param call the call
     * @return the stage of {@code proceed}, a stage that depends on it, or one that completes after {@code proceed} has
     *     been called; its value is ignored
     * @throws Exception to refuse the call
     */
    CompletionStage<?> intercept(InterceptedCall call) throws Exception;
}
