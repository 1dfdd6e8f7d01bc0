package dev.webshocket;

/** Who joins a text message that comes in several frames, on servers other than the embedded one. */
public enum TextMessages {
    /** The library, from the parts that the container hands on. All limits of messages hold for each part as it comes. */
    PARTS,
    /**
     * The container. The limits hold for the whole message, once it is there; how much a container takes until then is its own
     * affair. For containers that cannot decode a frame that begins or ends within a character.
     */
    WHOLE
}
