package javax.annotation.security;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A stand-in for the annotation of Java EE, which this module knows only by name. */
@Retention(RetentionPolicy.RUNTIME)
public @interface RolesAllowed {
    String[] value();
}
