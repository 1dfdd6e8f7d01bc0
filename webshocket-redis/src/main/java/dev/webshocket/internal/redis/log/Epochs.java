package dev.webshocket.internal.redis.log;

import java.security.SecureRandom;

/** Makes epochs, 8 letters and digits at random. Stateless. */
final class Epochs {

    private static final int LENGTH = 8;
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private Epochs() {}

    static String random() {
        StringBuilder text = new StringBuilder(LENGTH);
        new SecureRandom().ints(LENGTH, 0, LETTERS.length()).forEach(letter -> text.append(LETTERS.charAt(letter)));
        return text.toString();
    }
}
