package dev.webshocket.docs;

import dev.webshocket.AccessCheck;
import dev.webshocket.AccessRule;
import dev.webshocket.AccessRules;
import dev.webshocket.ClientConnection;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;

// region annotation
@AccessRule(MinimumLevel.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface MinimumLevel {

    int value();

    class Check implements AccessCheck<MinimumLevel> {

        @Override
        public Predicate<ClientConnection> predicate(MinimumLevel minimum, AccessRules rules) {
            if (minimum.value() < 1) {
                throw new IllegalArgumentException("everybody has that level; leave the annotation out");
            }
            return connection -> connection.get("level") instanceof Integer level && level >= minimum.value();
        }
    }
}
// endregion
