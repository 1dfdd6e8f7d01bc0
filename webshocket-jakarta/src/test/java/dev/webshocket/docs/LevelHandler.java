package dev.webshocket.docs;

import dev.webshocket.AccessRule;
import dev.webshocket.AnyOf;
import dev.webshocket.Is;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Own access annotations. */
public final class LevelHandler {

    private LevelHandler() {}

    // region either
    @AccessRule(AnyOf.Check.class) // one of the members has to hold
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Either {

        Is[] is() default {};

        MinimumLevel[] level() default {};
    }

    @WebSocketHandler("/levels")
    public static class Levels {

        @RpcMethod
        @MinimumLevel(3)
        public String open(String doc) {
            return "Opened " + doc;
        }

        @RpcMethod
        @Either(is = @Is("is_admin"), level = @MinimumLevel(5))
        public String erase(String doc) {
            return "Erased " + doc;
        }
    }
    // endregion
}
