package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;

/**
 * Lets only those connections call an {@link RpcMethod} that have an attribute whose value is truthy, as {@link
 * Predicates#is} tells.
 *
 * <p>On a method the rule is for its calls; on a class or interface for the calls of every handler that is one; on an
 * annotation of your own for whatever that one stands on. Of several rules all must hold. A call that breaks one is answered
 * with {@link dev.webshocket.packet.RpcErrorCode#RPC_ACCESS_DENIED}, before its rate limit counts and before its arguments are
 * looked at. Callbacks such as {@link OnReceive} are not ruled by it. Rules of your own, with values, are made by {@link
 * AccessRule}.
 */
@AccessRule(Is.Check.class)
@Documented
@Repeatable(Is.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Is {

    /**
     * The attribute, see {@link ClientConnection#get(String)}.
     *
     * @return a name that is not blank
     */
    String value();

    /** Several of them, which all must hold. */
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
