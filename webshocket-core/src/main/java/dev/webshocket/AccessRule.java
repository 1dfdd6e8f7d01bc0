package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation an access rule, as {@code @Constraint} of Jakarta Validation makes one a constraint. {@link Is}, {@link
 * Has}, {@link IsEqual}, {@link AnyOf} and {@link Requires} are made in this way, and yours stand where these may, see {@link
 * Is}: on methods, on classes and interfaces, and on annotations.
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
 * <p>The annotation has to be kept at run time. Where it is {@link java.lang.annotation.Repeatable} all of its values must
 * hold.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface AccessRule {

    /**
     * What checks connections by the annotation.
     *
     * @return a check of this annotation or of all, which is a bean or has a constructor without parameters
     */
    Class<? extends AccessCheck<?>> value();
}
