package dev.webshocket.demo;

/** The command line asks for help, whatever else it asks for. */
final class HelpWantedException extends Exception {

    private static final long serialVersionUID = 1L;
}
