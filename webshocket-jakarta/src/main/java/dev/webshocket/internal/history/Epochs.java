package dev.webshocket.internal.history;

import java.security.SecureRandom;

/** Makes epochs, 8 letters and digits at random. Stateless. */
public final class Epochs {

    private static final int LENGTH = 8;
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private Epochs() {}

    /** Returns a new one. */
    public static String random() {
        StringBuilder text = new StringBuilder(LENGTH);
        new SecureRandom().ints(LENGTH, 0, LETTERS.length()).forEach(letter -> text.append(LETTERS.charAt(letter)));
        return text.toString();
    }
}
