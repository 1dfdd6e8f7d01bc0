package dev.webshocket.internal.link;

/** The outcome of adding a part to a message. */
enum PartOutcome {
    /** The part has been added. */
    TAKEN,
    /** The message is longer than allowed. */
    TOO_BIG,
    /** There is no memory for the message. */
    NO_ROOM
}
