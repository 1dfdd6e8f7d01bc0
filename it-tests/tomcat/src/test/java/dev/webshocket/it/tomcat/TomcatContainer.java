package dev.webshocket.it.tomcat;

import dev.webshocket.it.managed.Directories;
import dev.webshocket.it.managed.ProcessContainer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;

/** Tomcat, which deploys by its manager. */
public final class TomcatContainer extends ProcessContainer {

    private static final String USER = "arquillian";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String password = UUID.randomUUID().toString();

    @Override
    protected List<String> configure() throws IOException {
        Path conf = base().resolve("conf");
        Directories.replace(home().resolve("conf"), conf);
        Files.createDirectories(base().resolve("temp"));
        Files.createDirectories(base().resolve("webapps"));
        Files.createDirectories(conf.resolve("Catalina/localhost"));
        Files.writeString(conf.resolve("server.xml"), serverXml());
        Files.writeString(conf.resolve("tomcat-users.xml"), """
                <tomcat-users><user username="%s" password="%s" roles="manager-script"/></tomcat-users>
                """.formatted(USER, password));
        Files.writeString(
                conf.resolve("Catalina/localhost/manager.xml"),
                "<Context docBase=\"%s\" privileged=\"true\"/>".formatted(home().resolve("webapps/manager")));
        Files.writeString(conf.resolve("logging.properties"), """
                handlers = java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level = ALL
                java.util.logging.ConsoleHandler.formatter = org.apache.juli.OneLineFormatter
                """);
        return List.of(
                // As Tomcat's own script, so that it finds threads and thread locals that an application leaves.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                "-Djava.util.logging.config.file=" + conf.resolve("logging.properties"),
                "-Dcatalina.home=" + home(),
                "-Dcatalina.base=" + base(),
                "-Djava.io.tmpdir=" + base().resolve("temp"),
                "-cp",
                home().resolve("bin/bootstrap.jar") + ":" + home().resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start");
    }

    @Override
    protected boolean hasCdi() {
        return false;
    }

    private String serverXml() {
        return """
                <Server port="-1">
                  <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
                  <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
                  <Service name="Catalina">
                    <Connector address="localhost" port="%s" protocol="HTTP/1.1"/>
                    <Engine name="Catalina" defaultHost="localhost">
                      <Realm className="org.apache.catalina.realm.MemoryRealm"/>
                      <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="false"/>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(port());
    }

    @Override
    protected Pattern started() {
        return Pattern.compile("Server startup in");
    }

    @Override
    protected void deploy(String name, Path war) throws DeploymentException {
        manage("deploy?path=/" + name + "&war=" + URLEncoder.encode(war.toUri().toString(), StandardCharsets.UTF_8));
    }

    @Override
    protected void undeploy(String name) throws DeploymentException {
        manage("undeploy?path=/" + name);
    }

    private void manage(String command) throws DeploymentException {
        String login = Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        try {
            String answer = http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + port() + "/manager/text/" + command))
                                    .header("Authorization", "Basic " + login)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            if (!answer.startsWith("OK")) {
                throw new DeploymentException(answer + log().text());
            }
        } catch (IOException e) {
            throw new DeploymentException(command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException(command, e);
        }
    }
}
