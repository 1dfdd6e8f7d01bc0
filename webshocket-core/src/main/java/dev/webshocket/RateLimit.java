package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds how often an {@link RpcMethod} may be called.
 *
 * <p>The first window opens with the first call. Each window lets {@link #limit()} calls through, and every {@link
 * #period()} after the first call a new one begins; what was not used is not kept. A call too many is answered with {@link
 * dev.webshocket.packet.RpcErrorCode#RPC_RATE_LIMITED}. A call counts when its turn among the calls of its connection has
 * come, after it has been found that the caller has access and before its arguments are looked at; a stream counts once, when
 * it starts.
 *
 * <p>On a class or interface it is for each method of the handlers that has no limit of its own: a limit on the method
 * takes the place of that on the class, and a limit on the class that declares the method the place of those on others.
 * It may also stand on an annotation of your own. Two on one element are a definition error.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface RateLimit {

    /**
     * How many calls a window lets through.
     *
     * @return at least 1, and at most one for each nanosecond of the period
     */
    int limit();

    /**
     * How long a window is.
     *
     * @return a number and {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}, such as {@code 30s}; more than zero and
     *     at most {@code 365d}
     */
    String period();

    /**
     * Whether to cut off a client that exceeds the limit: once the refusal has been sent the connection is closed with
     * 1013, and takes no more calls. Calls that still run are not answered any more.
     *
     * @return false by default
     */
    boolean disconnectOnLimitExceeded() default false;

    /**
     * Whose calls are counted together.
     *
     * @return {@link Per#CONNECTION} by default
     */
    Per per() default Per.CONNECTION;

    /**
     * Of a limit on a class, whether all methods that it is for have one bucket together, rather than each its own.
     *
     * @return false by default; true on a method is a definition error
     */
    boolean shared() default false;
}
