package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.BinaryForm;
import java.util.Base64;
import java.util.List;

/** Reads and writes bytes, section "Values" of the wire protocol. The binary values of MessagePack are always accepted. */
final class Binaries {

    private Binaries() {}

    static ValueReader reader(BinaryForm form) {
        return plain -> plain == null ? null : read(plain, form);
    }

    private static byte[] read(Object plain, BinaryForm form) throws UnfitValueException {
        if (plain instanceof byte[] bytes) {
            return bytes;
        }
        if (form == BinaryForm.LIST) {
            if (plain instanceof List<?> list) {
                return bytes(list);
            }
        } else if (plain instanceof String text) {
            return form == BinaryForm.NATIVE
                    ? decoded(text, Base64.getDecoder(), Base64.getEncoder())
                    : decoded(text, Base64.getUrlDecoder(), Base64.getUrlEncoder());
        }
        throw Described.unfit(plain, "binary data");
    }

    private static byte[] bytes(List<?> list) throws UnfitValueException {
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            try {
                bytes[i] = NumberReaders.toByte(list.get(i));
            } catch (UnfitValueException e) {
                throw e.atIndex(i);
            }
        }
        return bytes;
    }

    private static byte[] decoded(String text, Base64.Decoder decoder, Base64.Encoder encoder)
            throws UnfitValueException {
        try {
            byte[] bytes = decoder.decode(text);
            // The decoder accepts missing padding, and unused bits that are not zero.
            if (encoder.encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw new UnfitValueException("the string is no base64");
    }

    static void write(byte[] bytes, BinaryForm form, PlainSink sink) {
        switch (form) {
            case NATIVE -> sink.bytes(bytes);
            case BASE_64_URL -> sink.text(Base64.getUrlEncoder().encodeToString(bytes));
            case LIST -> {
                sink.list(bytes.length);
                for (byte each : bytes) {
                    sink.integer(each);
                }
                sink.endList();
            }
        }
    }
}
