package dev.webshocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a service publishes to a channel, for {@link ServiceDescription#asyncApi()}. It stands on a {@link WebSocketHandler} or a
 * method of one, and changes nothing of what is published: what {@link Channels} send is not compared with it.
 *
 * <pre>{@code
 * @WebSocketHandler("/desk")
 * @Publishes(channel = "tickets.*", type = TicketChanged.class)
 * public class DeskHandler { ... }
 * }</pre>
 */
@Documented
@Repeatable(Publishes.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Publishes {

    /**
     * The name of a channel, or a pattern for the names of several.
     *
     * @return a text as {@link ClientConnection#subscribe(String...)} takes it, not blank
     */
    String channel();

    /**
     * The type of the data.
     *
     * @return a class whose values the binding can write
     */
    Class<?> type();

    /**
     * What a message means.
     *
     * @return a sentence; empty, the default, for what describes the type
     */
    String description() default "";

    /** Holds repeated annotations. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface List {

        /**
         * The channels.
         *
         * @return each with its type
         */
        Publishes[] value();
    }
}
