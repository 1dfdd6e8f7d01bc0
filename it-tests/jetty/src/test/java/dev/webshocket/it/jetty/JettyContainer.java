package dev.webshocket.it.jetty;

import dev.webshocket.it.managed.ProcessContainer;
import dev.webshocket.it.managed.ServerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;

/** Jetty, which deploys what lies in a folder, with the version of Jakarta EE that the system property {@code server.environment} names. */
public final class JettyContainer extends ProcessContainer {

    @Override
    protected List<String> configure() throws IOException {
        Files.createDirectories(base().resolve("webapps"));
        Files.createDirectories(base().resolve("resources"));
        Files.createDirectories(base().resolve("tmp"));
        // Properties behind a module of an environment, such as ee10, are for that environment only.
        // Jetty 12.0 scans for each of them, Jetty 12.1 for all.
        Files.writeString(base().resolve("start.ini"), """
                jetty.http.host=localhost
                jetty.http.port=%1$s
                jetty.deploy.scanInterval=1
                --module=http,%2$s-deploy,%2$s-annotations,%2$s-websocket-jakarta,%2$s-cdi
                jetty.deploy.scanInterval=1
                """.formatted(port(), System.getProperty("server.environment")));
        return List.of(
                // Jetty unpacks applications there.
                "-Djava.io.tmpdir=" + base().resolve("tmp"),
                "-Djetty.base=" + base(),
                "-jar",
                home().resolve("start.jar").toString());
    }

    @Override
    protected Pattern started() {
        return Pattern.compile("Started oejs\\.Server");
    }

    @Override
    protected boolean hasCdi() {
        return false;
    }

    @Override
    protected void deploy(String name, Path war) throws DeploymentException {
        ServerLog since = log().fromNow();
        try {
            // In one step, so that the scanner finds the whole file.
            Files.copy(war, base().resolve(name + ".part"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(base().resolve(name + ".part"), file(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DeploymentException(name, e);
        }
        Pattern failed = Pattern.compile("Failed startup of context [^\n]*" + named(name));
        since.await(
                Pattern.compile("ServletContextHandler[^\n]*Started [^\n]*" + named(name) + "|" + failed.pattern()));
        if (since.has(failed)) {
            throw new DeploymentException(since.text());
        }
    }

    @Override
    protected void undeploy(String name) throws DeploymentException {
        ServerLog since = log().fromNow();
        try {
            Files.delete(file(name));
        } catch (IOException e) {
            throw new DeploymentException(name, e);
        }
        since.await(Pattern.compile("Stopped [^\n]*" + named(name)));
    }

    /** How the log begins an application: with its name, in Jetty 12.1 with its path. */
    private static String named(String name) {
        return "\\{/?" + name + ",";
    }

    private Path file(String name) {
        return base().resolve("webapps").resolve(name + ".war");
    }
}
