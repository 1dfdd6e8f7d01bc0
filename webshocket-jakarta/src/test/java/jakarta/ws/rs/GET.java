package jakarta.ws.rs;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A stand-in for the annotation of Jakarta RESTful Web Services, which this module knows only by name. */
@Retention(RetentionPolicy.RUNTIME)
public @interface GET {}
