package dev.webshocket.internal.codec;

import jakarta.json.spi.JsonProvider;
import java.io.InputStream;

/** Carries a plain value through JSON-B to our {@link PlainProvider}; it has no bytes. */
final class PlainInput extends InputStream {

    private final PlainParser parser;

    PlainInput(Object plain, JsonProvider provider) {
        parser = new PlainParser(plain, provider);
    }

    PlainParser parser() {
        return parser;
    }

    @Override
    public int read() {
        return -1;
    }

    @Override
    public void close() {}
}
