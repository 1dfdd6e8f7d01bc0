package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in a sentence or two what a part of a service is for. {@link ServiceDescription} and {@code rpc.discover} tell it to
 * people who write clients.
 *
 * <p>It stands on a {@link WebSocketHandler}, an {@link RpcMethod}, a parameter of one, a record or class whose values are sent or
 * received, and a component, field, getter or setter of such a class. Without it, the first sentence of the javadoc is told where
 * the annotation processor of {@code webshocket-tools} has kept it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Description {

    /**
     * The text.
     *
     * @return plain text or Markdown; a blank text counts as none
     */
    String value();
}
