package dev.webshocket;

/** Says whether {@link ClientConnection#subscribe} takes patterns of channels. */
public enum ChannelPatterns {
    /** Names and patterns. */
    ALLOW,
    /** Names only: text with a wildcard is refused with a {@link ChannelException}. */
    REFUSE
}
