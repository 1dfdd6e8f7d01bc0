package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;

/**
 * Lets only those connections call an {@link RpcMethod} that have an attribute, whatever its value. {@linkplain
 * ClientConnection#set Setting} an attribute to null removes it; in the original Webshocket it stays.
 *
 * <p>{@link Is} says where it may stand and what several rules mean together.
 */
@AccessRule(Has.Check.class)
@Documented
@Repeatable(Has.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Has {

    /**
     * The name of the attribute, see {@link ClientConnection#has(String)}.
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
