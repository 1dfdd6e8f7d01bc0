package dev.webshocket.internal.codec;

import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import java.util.Optional;

/**
 * The place of a {@link PlainParser}, which is no place in a text but the way to the parser itself: JSON-B wraps the
 * parsers that it hands to deserializers, but passes their locations through.
 */
record PlainLocation(PlainParser parser) implements JsonLocation {

    /** Finds our parser behind the one that a deserializer was given, if it is ours. */
    static Optional<PlainParser> parserBehind(JsonParser given) {
        try {
            return given.getLocation() instanceof PlainLocation location
                    ? Optional.of(location.parser())
                    : Optional.empty();
        } catch (RuntimeException e) {
            // The parser that Yasson reads subtypes from has no location and says so.
            return Optional.empty();
        }
    }

    @Override
    public long getLineNumber() {
        return -1;
    }

    @Override
    public long getColumnNumber() {
        return -1;
    }

    @Override
    public long getStreamOffset() {
        return -1;
    }
}
