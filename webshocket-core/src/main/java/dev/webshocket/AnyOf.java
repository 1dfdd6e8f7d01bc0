package dev.webshocket;

import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lets only those connections call an {@link RpcMethod} for which at least one of the given rules holds.
 *
 * <p>{@code @AnyOf(is = @Is("is_admin"), isEqual = @IsEqual(name = "role", value = "editor"))} lets admins and editors
 * in. An empty {@code @AnyOf} would deny everybody, so it is a definition error.
 *
 * <p>{@link Is} says where it may stand and what several rules mean together.
 */
@AccessRule(AnyOf.Check.class)
@Documented
@Repeatable(AnyOf.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface AnyOf {

    /**
     * Lets a connection call that has one of these attributes with a truthy value.
     *
     * @return none by default
     */
    Is[] is() default {};

    /**
     * Lets a connection call that has one of these attributes.
     *
     * @return none by default
     */
    Has[] has() default {};

    /**
     * Lets a connection call that has one of these attributes with the given value.
     *
     * @return none by default
     */
    IsEqual[] isEqual() default {};

    /**
     * Lets a connection call for which one of your own rules holds.
     *
     * @return none by default
     */
    Class<? extends Rule>[] requires() default {};

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
        AnyOf[] value();
    }

    /**
     * Lets a connection call for which at least one of an annotation's members holds. It works for annotations of your
     * own too. A member, or an item of an array member, counts if it is an annotation marked with {@link AccessRule},
     * an annotation that carries such annotations, or a {@link Rule} class; members of other types are ignored.
     */
    final class Check implements AccessCheck<Annotation> {

        /** For the engine. */
        public Check() {}

        @Override
        public Predicate<ClientConnection> predicate(Annotation anyOf, AccessRules rules) {
            java.util.List<Predicate<ClientConnection>> alternatives = AnnotationMembers.of(anyOf)
                    .flatMap(member -> alternative(member, rules).stream())
                    .toList();
            if (alternatives.isEmpty()) {
                throw new DefinitionException(java.util.List.of(new DefinitionProblem(
                        "WEBSHOCKET-0035", "it has no rules, so that nobody could call; add some, or write @DenyAll")));
            }
            return connection -> {
                for (Predicate<ClientConnection> alternative : alternatives) {
                    if (alternative.test(connection)) {
                        return true;
                    }
                }
                return false;
            };
        }

        private static Optional<Predicate<ClientConnection>> alternative(Object member, AccessRules rules) {
            if (member instanceof Annotation annotation) {
                return Optional.of(rules.of(annotation));
            }
            return member instanceof Class<?> type && Rule.class.isAssignableFrom(type)
                    ? Optional.of(rules.of(type.asSubclass(Rule.class)))
                    : Optional.empty();
        }
    }
}
