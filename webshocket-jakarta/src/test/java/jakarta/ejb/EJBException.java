package jakarta.ejb;

/** A stand-in for the class of Jakarta Enterprise Beans, which this module knows only by name. */
public class EJBException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EJBException(Exception cause) {
        super("a bean failed", cause);
    }
}
