package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;

/**
 * Lets only those connections call an {@link RpcMethod} for which a {@link Rule} of your own holds.
 *
 * <p>{@link Is} says where it may stand and what several rules mean together.
 */
@AccessRule(Requires.Check.class)
@Documented
@Repeatable(Requires.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Requires {

    /**
     * The rule. The service makes one instance of it, see {@link Rule}.
     *
     * @return a class that is a bean or has a constructor without parameters
     */
    Class<? extends Rule> value();

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
        Requires[] value();
    }

    /** Makes the predicate of this annotation. */
    final class Check implements AccessCheck<Requires> {

        /** For the engine. */
        public Check() {}

        @Override
        public Predicate<ClientConnection> predicate(Requires requires, AccessRules rules) {
            return rules.of(requires.value());
        }
    }
}
