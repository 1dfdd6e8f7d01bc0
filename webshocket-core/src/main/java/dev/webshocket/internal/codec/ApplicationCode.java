package dev.webshocket.internal.codec;

import java.lang.System.Logger.Level;

/** Converts exceptions that application code throws while a value is read: the value does not fit. */
final class ApplicationCode {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private ApplicationCode() {}

    /**
     * Creates the exception. A stack overflow is the value's fault too, but no other error of the JVM is.
     *
     * @param thrown the exception of the application code; its message may reveal code, so it is only logged
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
