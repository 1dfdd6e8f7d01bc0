package dev.webshocket.internal.codec;

/** The names in the member {@code session} of a packet: section "Session" of the wire protocol. */
final class SessionType {

    // The values of the member "type".
    static final String HELLO = "hello";
    static final String WELCOME = "welcome";
    static final String ACK = "ack";
    static final String GAP = "gap";
    static final String REFRESH = "refresh";
    static final String REFRESHED = "refreshed";

    /** A type, and a member of {@code welcome}. */
    static final String BEAT = "beat";

    // The other members.
    static final String TYPE = "type";
    static final String SESSION = "session";
    static final String RESUME = "resume";
    static final String RESUMED = "resumed";
    static final String RECEIVED = "received";
    static final String KEEP = "keep";
    static final String POSITIONS = "positions";
    static final String TOKEN = "token";
    static final String EXPIRES = "expires";
    static final String CHANNELS = "channels";
    static final String ERROR = "error";
    static final String MESSAGE = "message";
    static final String UNSUBSCRIBED = "unsubscribed";

    private SessionType() {}
}
