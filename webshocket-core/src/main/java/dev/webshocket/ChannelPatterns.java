package dev.webshocket;

/** Whether {@link ClientConnection#subscribe} accepts channel patterns. */
public enum ChannelPatterns {
    /** Accepts names and patterns. */
    ALLOW,
    /** Accepts names only, and refuses text with a wildcard with a {@link ChannelException}. */
    REFUSE
}
