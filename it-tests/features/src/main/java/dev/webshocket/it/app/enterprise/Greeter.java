package dev.webshocket.it.app.enterprise;

import jakarta.ejb.Stateless;

/** An enterprise bean. */
@Stateless
public class Greeter {

    /** Returns a greeting. */
    public String greet(String name) {
        return "Hello, " + name;
    }
}
