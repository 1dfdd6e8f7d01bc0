package dev.webshocket.spi.extension;

import java.util.concurrent.CompletionStage;

/**
 * Surrounds the calls of all services of an application: to trace, measure or audit them, or to refuse some. An application may
 * have several. In CDI every bean of this type is one; {@code @Priority} orders them, the lowest number outermost, and those
 * without have that of {@link jakarta.interceptor.Interceptor.Priority#APPLICATION}. Beans of a request scope cannot be
 * interceptors, since a call has none yet.
 *
 * <pre>{@code
 * public CompletionStage<CallOutcome> intercept(InterceptedCall call) {
 *     long start = System.nanoTime();
 *     return call.proceed().whenComplete((outcome, none) -> record(call.method(), outcome, System.nanoTime() - start));
 * }
 * }</pre>
 *
 * <p>It sees each call once: when its turn has come, before access rules, rate limit and arguments. A call that is over before
 * then is shown too: one of a method that does not exist, one without room, and one that was cancelled while it waited. Of these
 * {@link InterceptedCall#proceed} returns a stage that is complete.
 *
 * <p>It is called by many threads at the same time; of a {@link dev.webshocket.NonBlocking} method, and of calls that are over,
 * by threads of the container. So it must not block. What takes time is done elsewhere, and {@code proceed} called when it is
 * done: the call waits in its place meanwhile, those behind it wait too, and no thread does.
 *
 * <p>Where {@code proceed} is called before {@link #intercept} returns, access rules, limit, arguments and method run within it,
 * on the same thread, so that what is tied to the thread is there for the method. Not so where the call has to wait, and the
 * methods of {@link dev.webshocket.Concurrent} calls and those with a {@link dev.webshocket.RpcStream} have a thread of their
 * own.
 */
@FunctionalInterface
public interface CallInterceptor {

    /**
     * Takes part in one call.
     *
     * <p>To refuse the call, throw an {@link dev.webshocket.RpcException} or return a stage that fails with one, without
     * calling {@link InterceptedCall#proceed}. The caller gets its code, message and data. Unlike that of a method it may have a
     * code of the protocol, such as that of {@link dev.webshocket.packet.RpcErrorCode#RPC_ACCESS_DENIED}. Whatever else is
     * thrown, and a stage that completes without that {@code proceed} was called, is logged as {@code WEBSHOCKET-0246}, and the
     * call answered with {@link dev.webshocket.packet.RpcErrorCode#RPC_INTERNAL_ERROR}. What fails after {@code proceed} is
     * logged, and changes nothing for the caller.
     *
     * @param call the call
     * @return what {@code proceed} returned, or a stage that depends on it; or a stage that completes after {@code proceed} has
     *     been called. Its value is not looked at
     * @throws Exception refuses the call
     */
    CompletionStage<?> intercept(InterceptedCall call) throws Exception;
}
