package dev.webshocket.internal.methods;

import java.util.concurrent.CompletionException;

/** Inspects exceptions of user code. It recognises the exceptions of a platform by name, because the platform may be absent. */
public final class Thrown {

    private Thrown() {}

    /** Unwraps the exceptions that stages and EJB containers add. */
    public static Throwable bare(Throwable thrown) {
        Throwable bare = thrown;
        while (isWrapper(bare) && bare.getCause() != null) {
            bare = bare.getCause();
        }
        return bare;
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof CompletionException || isA(thrown, "jakarta.ejb.EJBException");
    }

    /** Tells whether it is of a class of this name. */
    public static boolean isA(Throwable thrown, String name) {
        Class<?> type = thrown.getClass();
        while (type != null && !type.getName().equals(name)) {
            type = type.getSuperclass();
        }
        return type != null;
    }
}
