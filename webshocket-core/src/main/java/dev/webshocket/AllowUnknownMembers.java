package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets values of a record or class that callers send have members that it does not know, which are ignored. Without it such
 * a value is refused, unless {@link WebshocketSettings#unknownMembers()} allows them for all classes.
 *
 * <p>It holds for subclasses, and not for the classes of the members that the class does know.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AllowUnknownMembers {}
