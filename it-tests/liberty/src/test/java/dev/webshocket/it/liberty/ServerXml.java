package dev.webshocket.it.liberty;

import dev.webshocket.it.managed.TestUser;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server's configuration: features and ports and, for the features that need them, a database in memory as the default data
 * source, and the tests' users.
 */
final class ServerXml {

    private ServerXml() {}

    /** Returns the text of {@code server.xml}. */
    static String text(int port, int securePort) {
        return """
                <server>
                  <featureManager>
                %s  </featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" host="localhost" httpPort="%s" httpsPort="%s"/>
                  <logging consoleLogLevel="INFO"/>
                  <config updateTrigger="disabled"/>
                  <applicationMonitor updateTrigger="polled" pollingRate="100ms"/>
                  <applicationManager startTimeout="3m"/>
                  <keyStore id="defaultKeyStore" password="%s"/>
                  <library id="h2"><file name="%s"/></library>
                  <dataSource id="DefaultDataSource">
                    <jdbcDriver libraryRef="h2" javax.sql.ConnectionPoolDataSource="org.h2.jdbcx.JdbcDataSource"/>
                    <properties URL="jdbc:h2:mem:it"/>
                  </dataSource>
                  <basicRegistry id="basic">
                %s  </basicRegistry>
                </server>
                """.formatted(features(), port, securePort, "not-a-secret", System.getProperty("h2.jar"), users());
    }

    private static String features() {
        return Stream.of(System.getProperty("server.features").split(","))
                .map("    <feature>%s</feature>\n"::formatted)
                .collect(Collectors.joining());
    }

    private static String users() {
        return TestUser.OF_THE_SERVER.stream()
                .map(user -> """
                            <user name="%1$s" password="%2$s"/>
                            <group name="%3$s"><member name="%1$s"/></group>
                        """.formatted(user.name(), user.password(), user.role()))
                .collect(Collectors.joining());
    }
}
