package dev.webshocket.internal.codec;

import dev.webshocket.internal.codec.PlainSource.Mode;

/** Reads the small members of the envelope and checks their types. The position of a missing member is 0. */
final class Members {

    /** Represents any list or map: no member that is read here is one. */
    private static final Object COMPOUND = new Object();

    private Members() {}

    /** Reads a member that is not a list or map; a missing one is null. */
    static Object scalar(PlainSource in, int member) throws MalformedPacketException {
        if (member == 0) {
            return null;
        }
        return in.isList(member) || in.isMap(member) ? COMPOUND : in.read(member, Mode.PLAIN);
    }

    static String text(PlainSource in, int member, String name) throws MalformedPacketException {
        if (scalar(in, member) instanceof String text) {
            return text;
        }
        throw new MalformedPacketException(name + " is missing or no string");
    }

    /** Reads a text. A known one allocates no string. */
    static String text(PlainSource in, int member, KnownNames known, String name) throws MalformedPacketException {
        int place = member == 0 ? KnownNames.UNKNOWN : in.find(member, known);
        return place == KnownNames.UNKNOWN ? text(in, member, name) : known.at(place);
    }

    static String textOrNull(PlainSource in, int member, String name) throws MalformedPacketException {
        return scalar(in, member) == null ? null : text(in, member, name);
    }

    static boolean flag(PlainSource in, int member, String name) throws MalformedPacketException {
        if (member == 0) {
            return false;
        }
        if (scalar(in, member) instanceof Boolean flag) {
            return flag;
        }
        throw new MalformedPacketException(name + " is no boolean");
    }

    /** Reads the id of a call. */
    static Object id(PlainSource in, int member) throws MalformedPacketException {
        Object id = scalar(in, member);
        if (id instanceof String || id instanceof Number) {
            return id;
        }
        throw new MalformedPacketException("rpc.call_id is missing, or neither a string nor a number");
    }

    /** Reads the id of a call, if there is a valid one. */
    static Object idOrNull(PlainSource in, int member) {
        try {
            return member == 0 ? null : id(in, member);
        } catch (MalformedPacketException e) {
            return null;
        }
    }
}
