package dev.webshocket.internal.codec;

import jakarta.json.JsonException;

/** Carries an {@link UnfitValueException} out through JSON-B. */
final class UnfitJsonException extends JsonException {

    private static final long serialVersionUID = 1;

    UnfitJsonException(UnfitValueException unfit) {
        super(unfit.getMessage());
    }
}
