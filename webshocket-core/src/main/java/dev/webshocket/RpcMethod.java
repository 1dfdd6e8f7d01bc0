package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Exposes a method of a {@link WebSocketHandler} to remote callers, or, in an interface for the client's proxy, names
 * a remote method.
 *
 * <p>Parameters are named as in the source, which needs {@code javac -parameters}, or by {@link RpcParam}. A {@link
 * ClientConnection} may stand anywhere among them and is not seen by the caller. The return type decides how the call
 * is answered:
 *
 * <ul>
 *   <li>{@code void}: null, once the method has returned;
 *   <li>{@link java.util.concurrent.CompletionStage}: its result, when it is there;
 *   <li>{@link java.util.stream.Stream}, {@link java.util.concurrent.Flow.Publisher}, or {@code void} with an {@link
 *       RpcStream} parameter: a stream of items;
 *   <li>anything else: the value.
 * </ul>
 *
 * <p>Calls of one connection start in the order received, and one that returns a value has returned before the next
 * starts. Methods that return a {@code CompletionStage} or a stream, or are {@link Concurrent}, do not hold up the
 * calls behind them.
 *
 * <p>Only the annotated method itself can be reached: a method that overrides it without the annotation cannot.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RpcMethod {

    /**
     * The name that callers use, in place of the method's own.
     *
     * @return the alias; empty, the default, for the method's own name
     */
    String value() default "";
}
