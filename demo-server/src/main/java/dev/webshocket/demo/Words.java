package dev.webshocket.demo;

import java.util.Iterator;
import java.util.List;

/** The words of a command line, one after the other. For one thread. */
final class Words {

    private final Iterator<String> rest;
    private String word;
    /** What stands behind the equals sign of an option, null where there is none. */
    private String attached;

    private boolean optionsOver;

    Words(List<String> words) {
        rest = words.iterator();
    }

    /**
     * Goes to the next word.
     *
     * @return false where there is none
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

    /** Returns the word; an option without its value. */
    String word() {
        return word;
    }

    /** Tells whether the word is an option. A negative number is none. */
    boolean isOption() {
        return !optionsOver && word.startsWith("-") && !word.matches("-|-\\d.*");
    }

    /**
     * Returns the value of the option, which stands in the same word or in the next.
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
     * @param least 0 where any free port may be asked for, else 1
     * @throws WrongUsageException if it is none
     */
    int port(int least) throws WrongUsageException {
        String text = value();
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < least || Integer.parseInt(text) > 65535) {
            throw new WrongUsageException(
                    word + " needs a number from " + least + " to 65535, but has \"" + text + '"');
        }
        return Integer.parseInt(text);
    }

    /**
     * Makes sure that the option came without a value.
     *
     * @return true
     * @throws WrongUsageException if it has one
     */
    boolean flag() throws WrongUsageException {
        if (attached != null) {
            throw new WrongUsageException(word + " takes no value, but has \"" + attached + '"');
        }
        return true;
    }

    /** Returns what to say where nobody knows the word. */
    WrongUsageException unknown() {
        String hint = isOption() ? "; what begins with a dash and is no option stands behind \"--\"" : "";
        return new WrongUsageException("unknown argument \"" + word + '"' + hint);
    }
}
