package dev.webshocket.internal.rpc;

import java.util.concurrent.CompletionException;

/** Looks at what user code threw. It knows the exceptions of a platform by their names, since that need not be there. */
final class Thrown {

    private Thrown() {}

    /** Takes off what stages and the containers of session beans put around it. */
    static Throwable bare(Throwable thrown) {
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
    static boolean isA(Throwable thrown, String name) {
        Class<?> type = thrown.getClass();
        while (type != null && !type.getName().equals(name)) {
            type = type.getSuperclass();
        }
        return type != null;
    }
}
