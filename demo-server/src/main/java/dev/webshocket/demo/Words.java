package dev.webshocket.demo;

import java.util.Iterator;
import java.util.List;

/** Iterates over the words of a command line. For one thread. */
final class Words {

    private final Iterator<String> rest;
    private String word;
    /** The text after the equals sign of an option, null for none. */
    private String attached;

    private boolean optionsOver;

    Words(List<String> words) {
        rest = words.iterator();
    }

    /**
     * Advances to the next word.
     *
     * @return false if there is none
     * @throws HelpWantedException if it is {@code --help}
     */
    boolean next() throws HelpWantedException {
        if (!rest.hasNext()) {
            return false;
        }
        word = rest.next();
        attached = null;
        if (!optionsOver && word.equals("--")) {
            optionsOver = true;
            return next();
        }
        if (isOption()) {
            int equals = word.indexOf('=');
            if (equals >= 0) {
                attached = word.substring(equals + 1);
                word = word.substring(0, equals);
            }
            if (word.equals("--help") || word.equals("-h")) {
                throw new HelpWantedException();
            }
        }
        return true;
    }

    /** Returns the current word; of an option, the part before its value. */
    String word() {
        return word;
    }

    /** Tells whether the word is an option. A negative number is not. */
    boolean isOption() {
        return !optionsOver && word.startsWith("-") && !word.matches("-|-\\d.*");
    }

    /**
     * Returns the value of the option, from the same word or from the next.
     *
     * @throws WrongUsageException if there is none
     */
    String value() throws WrongUsageException {
        if (attached != null) {
            return attached;
        }
        if (!rest.hasNext()) {
            throw new WrongUsageException(word + " needs a value");
        }
        return rest.next();
    }

    /**
     * Returns the value of the option, which is a port.
     *
     * @param least 0 if the option allows any free port, else 1
     * @throws WrongUsageException if it is not a port
     */
    int port(int least) throws WrongUsageException {
        return number(least, 65535);
    }

    /**
     * Returns the value of the option, which is a number.
     *
     * @param least the least that it may be, not negative
     * @param most the most that it may be, at most five digits
     * @throws WrongUsageException if it is not such a number
     */
    int number(int least, int most) throws WrongUsageException {
        String text = value();
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new WrongUsageException(
                    word + " needs a number from " + least + " to " + most + ", but has \"" + text + '"');
        }
        return Integer.parseInt(text);
    }

    /**
     * Checks that the option has no value.
     *
     * @return true
     * @throws WrongUsageException if it has a value
     */
    boolean flag() throws WrongUsageException {
        if (attached != null) {
            throw new WrongUsageException(word + " takes no value, but has \"" + attached + '"');
        }
        return true;
    }

    /** Returns the exception for an unknown word. */
    WrongUsageException unknown() {
        String hint = isOption() ? "; put arguments that begin with a dash after \"--\"" : "";
        return new WrongUsageException("unknown argument \"" + word + '"' + hint);
    }
}
