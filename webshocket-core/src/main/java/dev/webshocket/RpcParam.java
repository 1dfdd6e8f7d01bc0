package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives a parameter of an {@link RpcMethod} a name for callers, instead of its name in the source. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface RpcParam {

    /**
     * The name that callers use.
     *
     * @return a name that is not empty and that no other parameter of the method has
     */
    String value();
}
