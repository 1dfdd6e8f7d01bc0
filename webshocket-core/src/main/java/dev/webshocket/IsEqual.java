package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;

/**
 * Lets only those connections call an {@link RpcMethod} of which an attribute has a certain value: a {@link String},
 * number, boolean or enum constant whose text is the given one.
 *
 * <p>The text is that of {@code toString()}, of an enum constant its name: {@code "5"} is equal to 5 of any integral type,
 * and not to 5.0, whose text is {@code "5.0"}. Attributes of other types are equal to nothing; for those there are {@link
 * Predicates#isEqual} and {@link Requires}.
 *
 * <p>Where it may stand, and what several rules together mean, is said at {@link Is}.
 */
@AccessRule(IsEqual.Check.class)
@Documented
@Repeatable(IsEqual.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface IsEqual {

    /**
     * The attribute, see {@link ClientConnection#get(String)}.
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
