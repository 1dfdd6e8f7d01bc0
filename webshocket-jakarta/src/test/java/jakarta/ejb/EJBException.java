package jakarta.ejb;

/** Stands for the one of Jakarta Enterprise Beans, which this module knows by its name alone. */
public class EJBException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EJBException(Exception cause) {
        super("a bean failed", cause);
    }
}
