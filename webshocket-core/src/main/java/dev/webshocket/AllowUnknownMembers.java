package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ignores unknown members in the values of a record or class that callers send. Without it such a value is refused,
 * unless {@link WebshocketSettings#unknownMembers()} allows unknown members for all classes.
 *
 * <p>Subclasses inherit it. It does not apply to the classes of the members.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AllowUnknownMembers {}
