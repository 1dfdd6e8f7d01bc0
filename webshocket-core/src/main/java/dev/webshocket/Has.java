package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;

/**
 * Lets only those connections call an {@link RpcMethod} that have an attribute, whatever its value. An attribute that is
 * {@linkplain ClientConnection#set set} to null is removed, other than in the original Webshocket, where it is there.
 *
 * <p>Where it may stand, and what several rules together mean, is said at {@link Is}.
 */
@AccessRule(Has.Check.class)
@Documented
@Repeatable(Has.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Has {

    /**
     * The attribute, see {@link ClientConnection#has(String)}.
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
        Has[] value();
    }

    /** Makes the predicate of this annotation. */
    final class Check implements AccessCheck<Has> {

        /** For the engine. */
        public Check() {}

        @Override
        public Predicate<ClientConnection> predicate(Has has, AccessRules rules) {
            return Predicates.has(AttributeName.of(has.value()));
        }
    }
}
