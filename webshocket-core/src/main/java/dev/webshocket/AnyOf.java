package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only those connections call an {@link RpcMethod} for which at least one of the given rules holds.
 *
 * <p>{@code @AnyOf(is = @Is("is_admin"), isEqual = @IsEqual(name = "role", value = "editor"))} lets admins and editors in.
 * With none given nobody could call, which is a definition error.
 *
 * <p>Where it may stand, and what several rules together mean, is said at {@link Is}.
 */
@Documented
@Repeatable(AnyOf.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface AnyOf {

    /**
     * Attributes that may be truthy.
     *
     * @return none by default
     */
    Is[] is() default {};

    /**
     * Attributes that may be there.
     *
     * @return none by default
     */
    Has[] has() default {};

    /**
     * Attributes that may have a certain value.
     *
     * @return none by default
     */
    IsEqual[] isEqual() default {};

    /**
     * Rules of your own that may hold.
     *
     * @return none by default
     */
    Class<? extends Rule>[] requires() default {};

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
        AnyOf[] value();
    }
}
