package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits how often an {@link RpcMethod} may be called.
 *
 * <p>The limit counts in fixed windows. The first window starts with the first call, and a new one every {@link
 * #period()} after that. Each window allows {@link #limit()} calls; unused calls do not carry over. A call beyond the
 * limit is answered with {@link dev.webshocket.packet.RpcErrorCode#RPC_RATE_LIMITED}. A call is counted when it leaves
 * its connection's queue, after the access check and before its arguments are read; a stream counts once, when it
 * starts.
 *
 * <p>On a class or interface it applies to each method of the handlers that has no limit of its own. A limit on the
 * method replaces the limit on the class, and a limit on the class that declares the method replaces the limits on
 * other types. It may also stand on an annotation of your own. Two limits on one element are a definition error.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface RateLimit {

    /**
     * The number of calls that a window allows.
     *
     * @return at least 1, and at most one for each nanosecond of the period
     */
    int limit();

    /**
     * The length of a window.
     *
     * @return a number and {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}, such as {@code 30s}; more than
     *     zero and at most {@code 365d}
     */
    String period();

    /**
     * Whether to disconnect a client that exceeds the limit. If so, the connection accepts no more calls, and is closed
     * with 1013 once the refusal has been sent. Calls that still run get no answer.
     *
     * @return false by default
     */
    boolean disconnectOnLimitExceeded() default false;

    /**
     * The calls that are counted together.
     *
     * @return {@link Per#CONNECTION} by default
     */
    Per per() default Per.CONNECTION;

    /**
     * Whether the methods of a class that has the limit share one count. Otherwise each method has its own.
     *
     * @return false by default; true on a method is a definition error
     */
    boolean shared() default false;
}
