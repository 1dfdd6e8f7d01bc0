package dev.webshocket.internal.tools.generate;

/** Where the description of a service comes from. */
interface Source {

    /** Reads the description. */
    Descriptions read() throws GenerationException;

    /** Returns what was read, for messages. */
    String name();
}
