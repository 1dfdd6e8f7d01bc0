package dev.webshocket.internal.channel;

import java.util.Collection;
import java.util.Optional;

/** The connections of one engine as receivers of messages. Safe for use by any thread. */
public interface Receivers {

    /** Returns all of them: a live view that tells in constant time whether it contains one. */
    Collection<? extends Receiver> all();

    /** Finds a connection by its id, in constant time. */
    Optional<? extends Receiver> find(String uid);

    /** Finds the connections of a user by an index: a live view. */
    Collection<? extends Receiver> ofUser(String name);
}
