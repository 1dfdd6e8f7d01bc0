package dev.webshocket.internal.codec;

import jakarta.json.JsonException;

/** Carries an {@link UnfitValueException} through application code. */
final class UnfitJsonException extends JsonException {

    private static final long serialVersionUID = 1;

    private final UnfitValueException unfit;

    UnfitJsonException(UnfitValueException unfit) {
        super(unfit.getMessage());
        this.unfit = unfit;
    }

    /** The same for a nested value. */
    UnfitValueException where(String path) {
        return unfit.within(path);
    }
}
