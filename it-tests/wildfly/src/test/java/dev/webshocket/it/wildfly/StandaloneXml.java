package dev.webshocket.it.wildfly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The server's configuration, with one more security domain: for applications with users whom the server does not know.
 */
final class StandaloneXml {

    private static final String DOMAIN = "<application-security-domain name=\"users-of-applications\"";

    private StandaloneXml() {}

    static void addDomain(Path configuration) {
        Path file = configuration.resolve("standalone.xml");
        try {
            String xml = Files.readString(file);
            xml = add(xml, "urn:jboss:domain:ejb3:", "");
            xml = add(xml, "urn:jboss:domain:undertow:", " integrated-jaspi=\"false\"");
            Files.writeString(file, xml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the domain to those of a subsystem. */
    private static String add(String xml, String subsystem, String attributes) {
        int at = xml.indexOf("</application-security-domains>", xml.indexOf("<subsystem xmlns=\"" + subsystem));
        if (at < 0) {
            throw new IllegalStateException("standalone.xml has no application-security-domains in " + subsystem);
        }
        String domain = DOMAIN + " security-domain=\"ApplicationDomain\"" + attributes + "/>";
        return xml.substring(0, at) + domain + xml.substring(at);
    }
}
