package dev.webshocket.demo.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Encodes calls. */
final class Calls {

    private Calls() {}

    /** A call in JSON, with arguments in JSON that may be invalid. */
    static byte[] json(String method, String arguments) {
        return ("{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"" + method + "\",\"args\":" + arguments
                        + ",\"call_id\":\"c\"}}")
                .getBytes(UTF_8);
    }

    /** A call of {@code echo} in MessagePack with a string of this many bytes. */
    static byte[] echoText(int length) {
        ByteArrayOutputStream out = head("echo");
        out.write(0xdb);
        writeInt(out, length);
        out.writeBytes(new byte[length]);
        return out.toByteArray();
    }

    /** A call in MessagePack with a number. */
    static byte[] number(String method, int number) {
        ByteArrayOutputStream out = head(method);
        out.write(0xd2);
        writeInt(out, number);
        return out.toByteArray();
    }

    /** A call in MessagePack with a list of this many empty maps. */
    static byte[] emptyMaps(String method, int count) {
        ByteArrayOutputStream out = head(method);
        out.write(0xdd);
        writeInt(out, count);
        byte[] maps = new byte[count];
        java.util.Arrays.fill(maps, (byte) 0x80);
        out.writeBytes(maps);
        return out.toByteArray();
    }

    private static ByteArrayOutputStream head(String method) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x82);
        text(out, "source");
        out.write(5);
        text(out, "rpc");
        out.write(0x84);
        text(out, "type");
        text(out, "request");
        text(out, "call_id");
        text(out, "c");
        text(out, "method");
        text(out, method);
        text(out, "args");
        out.write(0x91);
        return out;
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.write(0xa0 | text.length());
        out.writeBytes(text.getBytes(UTF_8));
    }

    private static void writeInt(ByteArrayOutputStream out, int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }
}
