package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Exposes a method of a {@link WebSocketHandler} to remote callers, or, in an interface for the client's proxy, names a
 * remote method.
 *
 * <p>Parameters have their names from the source, which needs {@code javac -parameters}, or from {@link RpcParam}. A
 * {@link ClientConnection} may stand anywhere among them; callers do not pass it. The return type decides how the call
 * is answered:
 *
 * <ul>
 *   <li>{@code void}: null, when the method has returned;
 *   <li>{@link java.util.concurrent.CompletionStage}: its result, when it has completed;
 *   <li>{@link java.util.stream.Stream}, {@link java.util.concurrent.Flow.Publisher}, or {@code void} with an {@link
 *       RpcStream} parameter: a stream of items;
 *   <li>anything else: the value.
 * </ul>
 *
 * <p>The calls of one connection start in the order received. A method that returns a value returns before the next
 * call starts. The next call does not wait for methods that return a {@code CompletionStage} or a stream, or that are
 * {@link Concurrent}.
 *
 * <p>The annotation is not inherited: a method that overrides an annotated one is exposed only if it has the annotation
 * too.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RpcMethod {

    /**
     * The name that callers use, instead of the method's own.
     *
     * @return the alias; empty (the default) for the method's own name
     */
    String value() default "";
}
