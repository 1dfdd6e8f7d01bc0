package dev.webshocket.spi.extension;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Tells which channels a reader of a {@link MessageLog} wants. Safe for use by any thread. */
@FunctionalInterface
public interface ChannelFilter extends Predicate<String> {

    /**
     * Returns the channels, so that a log need not try all that it has.
     *
     * @return their names; empty, as by default, if they are not known, because patterns are among what is wanted
     */
    default Optional<Set<String>> names() {
        return Optional.empty();
    }
}
