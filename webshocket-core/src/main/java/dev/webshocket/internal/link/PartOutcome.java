package dev.webshocket.internal.link;

/** What has become of a part of a message. */
enum PartOutcome {
    /** The message goes on, or is whole. */
    TAKEN,
    /** The message is longer than allowed. */
    TOO_BIG,
    /** There is no memory for it. */
    NO_ROOM
}
