package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation an access rule, as {@code @Constraint} of Jakarta Validation makes one a constraint. {@link Is},
 * {@link Has}, {@link IsEqual}, {@link AnyOf} and {@link Requires} are defined in this way. Your own annotation may
 * stand where these may: on methods, on classes and interfaces, and on annotations (see {@link Is}).
 *
 * <pre>{@code
 * @AccessRule(MinimumLevel.Check.class)
 * @Retention(RetentionPolicy.RUNTIME)
 * @Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
 * public @interface MinimumLevel {
 *
 *     int value();
 *
 *     class Check implements AccessCheck<MinimumLevel> {
 *
 *         public Predicate<ClientConnection> predicate(MinimumLevel minimum, AccessRules rules) {
 *             return connection -> connection.get("level") instanceof Long level && level >= minimum.value();
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>The annotation must have {@link java.lang.annotation.RetentionPolicy#RUNTIME}. If it is {@link
 * java.lang.annotation.Repeatable}, all its occurrences on an element must hold.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface AccessRule {

    /**
     * The class that checks connections for the annotation.
     *
     * @return a check of this annotation, or of {@link java.lang.annotation.Annotation}; a bean, or a class with a constructor without
     *     parameters
     */
    Class<? extends AccessCheck<?>> value();
}
