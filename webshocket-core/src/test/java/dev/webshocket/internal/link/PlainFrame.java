package dev.webshocket.internal.link;

import java.nio.charset.StandardCharsets;

/** A frame without a tag. */
public record PlainFrame(FrameKind kind, byte[] bytes) implements Frame {

    @Override
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean isGathered() {
        return false;
    }
}
