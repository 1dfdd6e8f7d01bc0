package dev.webshocket.internal.codec;

import java.io.OutputStream;

/** Carries a tree through JSON-B to our {@link PlainProvider}, there to grow; it takes no bytes. */
final class PlainOutput extends OutputStream {

    private final TreeSink tree = new TreeSink();

    TreeSink tree() {
        return tree;
    }

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
