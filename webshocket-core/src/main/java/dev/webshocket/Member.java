package dev.webshocket;

import java.util.Objects;

/**
 * Somebody who is present in a channel, on one device or several. Section "Channels" of the wire protocol. Immutable, except what
 * the application does to the info.
 *
 * @param id the name of the connection's principal, else the connection's id
 * @param info what the application tells of the member, see {@link ClientConnection#presenceInfo(Object)}; null for nothing
 */
public record Member(String id, Object info) {

    /**
     * Makes a member.
     *
     * @throws NullPointerException if the id is null
     */
    public Member {
        Objects.requireNonNull(id, "id");
    }
}
