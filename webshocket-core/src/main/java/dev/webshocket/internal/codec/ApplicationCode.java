package dev.webshocket.internal.codec;

import java.lang.System.Logger.Level;

/** Says what it means that code of the application throws while a value is read: that the value does not fit. */
final class ApplicationCode {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private ApplicationCode() {}

    /**
     * Makes the exception of what was thrown. A deep recursion is the value's fault too, but no other error of the JVM is.
     *
     * @param thrown what the application's code threw; its words tell of classes and code, and go to the log alone
     * @param reason what does not fit what
     * @return the exception
     */
    static UnfitValueException unfit(Throwable thrown, String reason) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
        LOG.log(Level.DEBUG, () -> "code of the application refused a value: " + reason, thrown);
        return new UnfitValueException(reason);
    }
}
