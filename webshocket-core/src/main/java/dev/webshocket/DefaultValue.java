package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter of an {@link RpcMethod} optional: the value that it has where a caller leaves it out.
 *
 * <p>An argument that is sent as null is not left out.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface DefaultValue {

    /**
     * The value: the text itself for a {@link String}, else JSON, else, where it is no JSON, the text of a JSON string
     * (so that {@code RED} does for an enum and {@code 2026-01-31} for a date).
     *
     * @return the text, which must bind to the parameter's type
     */
    String value();
}
