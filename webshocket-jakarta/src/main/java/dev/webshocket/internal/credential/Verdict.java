package dev.webshocket.internal.credential;

import dev.webshocket.spi.extension.Identity;

/** What has come of the check of a credential. */
public sealed interface Verdict {

    /** The application has accepted it. */
    record Accepted(Identity identity) implements Verdict {}

    /**
     * The application has refused it, or has failed to check it.
     *
     * @param reason for the client
     */
    record Refused(String reason) implements Verdict {}

    /**
     * Nobody has decided on it, so that the client may try again.
     *
     * @param reason for the client
     */
    record Undecided(String reason) implements Verdict {}
}
