package dev.webshocket.demo;

/** The command line contains a request for help. */
final class HelpWantedException extends Exception {

    private static final long serialVersionUID = 1L;
}
