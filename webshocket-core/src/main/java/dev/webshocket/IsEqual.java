package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;

/**
 * Lets only those connections call an {@link RpcMethod} that have an attribute with a certain value: a {@link String},
 * number, boolean or enum constant whose text equals the given text.
 *
 * <p>The text is the result of {@code toString()}, or the name of an enum constant: {@code "5"} equals 5 of any
 * integral type, but not 5.0, whose text is {@code "5.0"}. An attribute of another type never equals a text; use {@link
 * Predicates#isEqual} with {@link Requires} for these.
 *
 * <p>{@link Is} says where it may stand and what several rules mean together.
 */
@AccessRule(IsEqual.Check.class)
@Documented
@Repeatable(IsEqual.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface IsEqual {

    /**
     * The name of the attribute, see {@link ClientConnection#get(String)}.
     *
     * @return a name that is not blank
     */
    String name();

    /**
     * The text of the value.
     *
     * @return any text, also an empty one
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
        IsEqual[] value();
    }

    /** Makes the predicate of this annotation. */
    final class Check implements AccessCheck<IsEqual> {

        /** For the engine. */
        public Check() {}

        @Override
        public Predicate<ClientConnection> predicate(IsEqual isEqual, AccessRules rules) {
            String name = AttributeName.of(isEqual.name());
            String text = isEqual.value();
            return connection -> text.equals(AttributeText.of(connection.get(name)));
        }
    }
}
