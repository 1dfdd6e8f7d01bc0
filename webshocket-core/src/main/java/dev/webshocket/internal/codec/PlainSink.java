package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/** Receives a value piece by piece: an encoder, or a tree of plain values. */
interface PlainSink {

    void nil();

    void bool(boolean value);

    void integer(long value);

    /** Takes an integer outside the range of long. */
    void integer(BigInteger value);

    void real(double value);

    /** Takes a number that a double cannot represent exactly, within the range of double. */
    void decimal(BigDecimal value);

    void text(String value);

    void bytes(byte[] value);

    void instant(Instant value);

    /** Begins a list of exactly that many values, which follow; {@link #endList} comes after them. */
    void list(int size);

    /** Begins a map of exactly that many members, a {@link #key} and a value each; {@link #endMap} comes after them. */
    void map(int size);

    /**
     * Begins a map with the members of one that was written before, and one more member, which follows; {@link #endMap} comes
     * after it. Only sinks of messages have it.
     *
     * @param map the map as this encoding writes it
     */
    default void reopen(byte[] map) {
        throw new UnsupportedOperationException();
    }

    void key(String name);

    /** Takes the key of a member that each packet has. */
    default void key(WireMember member) {
        key(member.text());
    }

    /** Ends the innermost list. */
    void endList();

    /** Ends the innermost map. */
    void endMap();
}
