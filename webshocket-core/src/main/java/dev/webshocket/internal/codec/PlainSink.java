package dev.webshocket.internal.codec;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/** Where a value goes, piece by piece: an encoding, or a tree of plain values. */
interface PlainSink {

    void nil() throws IOException;

    void bool(boolean value) throws IOException;

    void integer(long value) throws IOException;

    /** Takes an integer outside the range of long. */
    void integer(BigInteger value) throws IOException;

    void real(double value) throws IOException;

    /** Takes a number that no double holds exactly, within the range of double. */
    void decimal(BigDecimal value) throws IOException;

    void text(String value) throws IOException;

    void bytes(byte[] value) throws IOException;

    void instant(Instant value) throws IOException;

    /** Begins a list of exactly that many values, which follow; {@link #end} comes after them. */
    void list(int size) throws IOException;

    /** Begins a map of exactly that many members, a {@link #key} and a value each; {@link #end} comes after them. */
    void map(int size) throws IOException;

    void key(String name) throws IOException;

    /** Takes the key of a member that each packet has. */
    default void key(WireMember member) throws IOException {
        key(member.text());
    }

    /** Ends the innermost list or map. */
    void end() throws IOException;
}
