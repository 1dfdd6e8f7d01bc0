package dev.webshocket.tyrus;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.glassfish.grizzly.http.io.NIOOutputStream;
import org.glassfish.grizzly.http.server.Response;

/** The pages below {@code META-INF/resources} on the class path, as in a servlet container (Servlet 6.0, section 4.6). */
final class ClassPathPages implements Page.Source {

    private static final String ROOT = "META-INF/resources/";

    private final ClassLoader loader;

    ClassPathPages(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public Page find(PagePath path) {
        URL url = loader.getResource(ROOT + String.join("/", path.names()));
        try {
            return url == null || !isFile(url) ? null : read(url);
        } catch (IOException | URISyntaxException e) {
            return null;
        }
    }

    @Override
    public boolean isDirectory(PagePath path) {
        // Jars need not list their directories, so a page is found by its whole path.
        return false;
    }

    private static boolean isFile(URL url) throws IOException, URISyntaxException {
        if ("file".equals(url.getProtocol())) {
            return Files.isRegularFile(Path.of(url.toURI()));
        }
        return !(url.openConnection() instanceof JarURLConnection jar)
                || !jar.getJarEntry().isDirectory();
    }

    private static Page read(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        long modified = connection.getLastModified();
        try (InputStream in = connection.getInputStream()) {
            byte[] bytes = in.readAllBytes();
            return new Page(bytes.length, modified, response -> send(bytes, response));
        }
    }

    private static void send(byte[] bytes, Response response) throws IOException {
        // This stream queues and does not block.
        try (NIOOutputStream out = response.getNIOOutputStream()) {
            out.write(bytes);
        }
    }
}
