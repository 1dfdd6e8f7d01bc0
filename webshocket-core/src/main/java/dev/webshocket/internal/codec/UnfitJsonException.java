package dev.webshocket.internal.codec;

import jakarta.json.JsonException;

/** Carries an {@link UnfitValueException} out through the application's own code. */
final class UnfitJsonException extends JsonException {

    private static final long serialVersionUID = 1;

    private final UnfitValueException unfit;

    UnfitJsonException(UnfitValueException unfit) {
        super(unfit.getMessage());
        this.unfit = unfit;
    }

    /** The same, of a value within another. */
    UnfitValueException where(String path) {
        return unfit.within(path);
    }
}
