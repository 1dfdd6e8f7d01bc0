package dev.webshocket.internal.codec;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The member {@code session} of a packet of source SESSION, section "Session" of the wire protocol. Immutable. */
public sealed interface SessionMessage {

    /** Tells whether it counts among the numbered packets of its direction. */
    default boolean isNumbered() {
        return false;
    }

    /**
     * Opens a session, or takes one up again; the first packet of a client.
     *
     * @param resume the secret of the session to take up; null for a new session
     * @param received how many numbered packets of that session the client has received
     * @param positions how far the client has read channels with history; empty for none
     * @param token the client's credential; null for none
     */
    record Hello(String resume, long received, List<String> positions, String token) implements SessionMessage {

        public Hello {
            positions = List.copyOf(positions);
        }

        /** Omits the secrets. */
        @Override
        public String toString() {
            return "Hello[" + (resume == null ? "new" : "resume") + ", received=" + received + "]";
        }
    }

    /**
     * Answers {@link Hello}; the first packet of a server.
     *
     * @param session the public id of the session
     * @param resume the secret by which the client may take the session up again
     * @param resumed what of the earlier session goes on
     * @param received how many numbered packets the server has received
     * @param keep for how long a session outlives its link, in seconds
     * @param beat after how many seconds without a packet a side sends {@link Beat}; zero for never
     * @param positions where the channels with history are; empty for none
     * @param expires in how many seconds the credential ends; null for never
     */
    record Welcome(
            String session,
            String resume,
            Resumed resumed,
            long received,
            long keep,
            long beat,
            List<String> positions,
            Long expires)
            implements SessionMessage {

        public Welcome {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(resume, "resume");
            Objects.requireNonNull(resumed, "resumed");
            positions = List.copyOf(positions);
        }

        /** Omits the secret. */
        @Override
        public String toString() {
            return "Welcome[" + session + ", " + resumed + ", received=" + received + "]";
        }
    }

    /** What of an earlier session goes on. */
    enum Resumed {
        /** The session itself, with its numbers, calls and streams. */
        ALL,
        /** Its id, attributes and subscriptions; numbers begin anew. */
        STATE,
        /** Nothing: the session is new. */
        NO;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** Returns its name in a message. */
        public String text() {
            return text;
        }
    }

    /**
     * Confirms numbered packets.
     *
     * @param received how many have been received in this session
     */
    record Ack(long received) implements SessionMessage {}

    /**
     * Shows that the sender is there.
     *
     * @param positions where the channels with history are; empty for none
     */
    record Beat(List<String> positions) implements SessionMessage {

        public Beat {
            positions = List.copyOf(positions);
        }
    }

    /**
     * Messages of channels were lost for this client.
     *
     * @param channels names and patterns, as subscribed
     */
    record Gap(List<String> channels) implements SessionMessage {

        public Gap {
            channels = List.copyOf(channels);
        }

        @Override
        public boolean isNumbered() {
            return true;
        }
    }

    /**
     * Gives a new credential.
     *
     * @param token the credential
     */
    record Refresh(String token) implements SessionMessage {

        public Refresh {
            Objects.requireNonNull(token, "token");
        }

        @Override
        public boolean isNumbered() {
            return true;
        }

        /** Omits the token. */
        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    /**
     * Answers {@link Refresh}.
     *
     * @param expires in how many seconds the credential ends; null for never, and with an error
     * @param error the code of the error; null if the credential was taken
     * @param message the message of the error; null for none
     * @param unsubscribed the subscriptions that the new credential has ended; empty for none
     */
    record Refreshed(Long expires, Integer error, String message, List<String> unsubscribed) implements SessionMessage {

        public Refreshed {
            unsubscribed = List.copyOf(unsubscribed);
        }

        @Override
        public boolean isNumbered() {
            return true;
        }
    }

    /**
     * A message of a type that this version does not know; it is ignored.
     *
     * @param type the type
     */
    record Unknown(String type) implements SessionMessage {

        @Override
        public boolean isNumbered() {
            return true;
        }
    }

    /**
     * A message with an ill-typed member, for which the link is closed with 1002.
     *
     * @param why names the member and the rule
     */
    record Faulty(String why) implements SessionMessage {}
}
