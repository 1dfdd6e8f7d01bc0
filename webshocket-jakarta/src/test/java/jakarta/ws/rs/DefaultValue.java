package jakarta.ws.rs;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands for the one of Jakarta RESTful Web Services, which this module knows by its name alone. */
@Retention(RetentionPolicy.RUNTIME)
public @interface DefaultValue {
    String value();
}
