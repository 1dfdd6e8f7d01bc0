package dev.webshocket.it.managed.domain;

/**
 * The configuration of a domain of GlassFish or Payara, with changes. All changes apply to the domain's own server, the first in the file.
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

    /** Turns off the search for other servers in the network, which Payara has. */
    DomainXml withoutDataGrid() {
        String grid = "<hazelcast-config-specific-configuration";
        return text.contains(grid) ? replace(grid, grid + " enabled=\"false\"") : this;
    }

    /** Has GlassFish open its default database itself, in place of a server for it. Payara's does so already. */
    DomainXml withEmbeddedDatabase() {
        String client = "\"org.apache.derby.jdbc.ClientDataSource\"";
        if (!text.contains(client)) {
            return this;
        }
        return replace(client, "\"org.apache.derby.jdbc.EmbeddedDataSource\"")
                .replace("<property value=\"1527\" name=\"PortNumber\" />", "")
                .replace("<property value=\"localhost\" name=\"serverName\" />", "")
                .replace("\"sun-appserv-samples\"", "\"${com.sun.aas.instanceRoot}/lib/databases/it\"");
    }

    /** Adds an option of the JVM. */
    DomainXml option(String option) {
        String first = "<jvm-options>";
        return replace(first, first + option + "</jvm-options>" + first);
    }

    private DomainXml replace(String old, String other) {
        int at = text.indexOf(old);
        if (at < 0) {
            throw new IllegalStateException("domain.xml has no " + old);
        }
        return new DomainXml(text.substring(0, at) + other + text.substring(at + old.length()));
    }
}
