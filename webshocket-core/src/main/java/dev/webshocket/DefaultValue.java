package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter of an {@link RpcMethod} optional, and gives the value that it has if the caller omits it.
 *
 * <p>An argument that is sent as null is not omitted.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface DefaultValue {

    /**
     * The value. For a {@link String} it is the text itself. For other types it is JSON, or, if it is not valid JSON,
     * the content of a JSON string: {@code RED} for an enum, {@code 2026-01-31} for a date.
     *
     * @return the text, which must bind to the parameter's type
     */
    String value();
}
