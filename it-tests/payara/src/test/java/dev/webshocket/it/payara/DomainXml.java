package dev.webshocket.it.payara;

/**
 * The configuration of a domain, with changes. All changes apply to the domain's own server, the first in the file.
 *
 * @param text the content of domain.xml
 */
record DomainXml(String text) {

    /** Sets the port of an HTTP listener, and binds it to the loopback address. */
    DomainXml listener(String port, int other) {
        return replace(
                "<network-listener port=\"" + port + "\"",
                "<network-listener address=\"127.0.0.1\" port=\"" + other + "\"");
    }

    /** Changes the number in this text. */
    DomainXml port(String place, int other) {
        return replace(place, place.replaceFirst("\\d+", String.valueOf(other)));
    }

    /** Turns off the search for other servers in the network. */
    DomainXml withoutDataGrid() {
        return replace(
                "<hazelcast-config-specific-configuration>",
                "<hazelcast-config-specific-configuration enabled=\"false\">");
    }

    /** Adds an option of the JVM. */
    DomainXml option(String option) {
        String first = "<jvm-options>-server</jvm-options>";
        return replace(first, first + "<jvm-options>" + option + "</jvm-options>");
    }

    private DomainXml replace(String old, String other) {
        int at = text.indexOf(old);
        if (at < 0) {
            throw new IllegalStateException("domain.xml has no " + old);
        }
        return new DomainXml(text.substring(0, at) + other + text.substring(at + old.length()));
    }
}
