package dev.webshocket.internal.codec;

import dev.webshocket.internal.codec.PlainSource.Mode;

/** Reads the small members of the envelope and checks their types. */
final class Members {

    /** Stands for any list or map: no member that is read here is one. */
    private static final Object COMPOUND = new Object();

    private Members() {}

    /** Reads a member that is no list or map; one that is missing is null. */
    static Object scalar(PlainSource in, Extent member) throws MalformedPacketException {
        if (member == null) {
            return null;
        }
        return in.isList(member) || in.isMap(member) ? COMPOUND : in.read(member, Mode.PLAIN);
    }

    static String text(PlainSource in, Extent member, String name) throws MalformedPacketException {
        if (scalar(in, member) instanceof String text) {
            return text;
        }
        throw new MalformedPacketException(name + " is missing or no string");
    }

    static String textOrNull(PlainSource in, Extent member, String name) throws MalformedPacketException {
        return scalar(in, member) == null ? null : text(in, member, name);
    }

    static boolean flag(PlainSource in, Extent member, String name) throws MalformedPacketException {
        if (member == null) {
            return false;
        }
        if (scalar(in, member) instanceof Boolean flag) {
            return flag;
        }
        throw new MalformedPacketException(name + " is no boolean");
    }

    /** Reads the id of a call. */
    static Object id(PlainSource in, Extent member) throws MalformedPacketException {
        Object id = scalar(in, member);
        if (id instanceof String || id instanceof Number) {
            return id;
        }
        throw new MalformedPacketException("rpc.call_id is missing, or neither a string nor a number");
    }

    /** Reads the id of a call, where there is a good one. */
    static Object idOrNull(PlainSource in, Extent member) {
        try {
            return member == null ? null : id(in, member);
        } catch (MalformedPacketException e) {
            return null;
        }
    }
}
