package dev.webshocket.internal.codec;

import java.io.Writer;

/** Collects text without the locks of {@link java.io.StringWriter}. */
final class StringBuilderWriter extends Writer {

    private final StringBuilder text = new StringBuilder(256);

    @Override
    public void write(int c) {
        text.append((char) c);
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        text.append(chars, offset, length);
    }

    @Override
    public void write(String string, int offset, int length) {
        text.append(string, offset, offset + length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
