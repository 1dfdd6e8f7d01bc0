package dev.webshocket.it.page;

import java.net.URI;

/** The demo's page on a server. Test classes inherit the tests of each part from an interface. */
public interface DemoPage {

    /** Returns the browser of the tests. */
    Chromium chromium();

    /** Returns the address of the page. */
    URI page();

    /** Opens the page. */
    default Tab open() {
        return chromium().open(page());
    }
}
