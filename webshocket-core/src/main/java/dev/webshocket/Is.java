package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;

/**
 * Lets only those connections call an {@link RpcMethod} that have an attribute with a truthy value; {@link
 * Predicates#is} defines truthy.
 *
 * <p>On a method the rule applies to the calls of the method; on a class or interface to the calls of every handler
 * that extends or implements it; on an annotation of your own to every element with that annotation. If there are
 * several rules, all must hold. A call that breaks a rule is answered with {@link
 * dev.webshocket.packet.RpcErrorCode#RPC_ACCESS_DENIED}; neither its rate limit counts it nor are its arguments read.
 * The rules do not apply to callbacks such as {@link OnReceive}. {@link AccessRule} makes access annotations of your
 * own.
 */
@AccessRule(Is.Check.class)
@Documented
@Repeatable(Is.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Is {

    /**
     * The name of the attribute, see {@link ClientConnection#get(String)}.
     *
     * @return a name that is not blank
     */
    String value();

    /** Holds repeated annotations, which all must hold. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
    @interface List {

        /**
         * The rules.
         *
         * @return all of them must hold
         */
        Is[] value();
    }

    /** Makes the predicate of this annotation. */
    final class Check implements AccessCheck<Is> {

        /** For the engine. */
        public Check() {}

        @Override
        public Predicate<ClientConnection> predicate(Is is, AccessRules rules) {
            return Predicates.is(AttributeName.of(is.value()));
        }
    }
}
