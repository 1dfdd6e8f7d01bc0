package dev.webshocket.tyrus;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.HttpStatus;

/** Answers GET and HEAD with files, or with 404. Safe for use by any thread. */
final class Pages extends HttpHandler {

    private final List<Page.Source> sources;

    private Pages(List<Page.Source> sources) {
        super("webshocket-pages");
        this.sources = sources;
        // The path is split first, then decoded name by name.
        setDecodeUrl(false);
    }

    /**
     * Creates the handler of a server's pages.
     *
     * @param directory null for none
     * @throws ServerStartException if the path is not a readable directory
     */
    static Pages of(Path directory, boolean classPath) {
        List<Page.Source> sources = new ArrayList<>();
        if (directory != null) {
            sources.add(new DirectoryPages(directory));
        }
        if (classPath) {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            sources.add(new ClassPathPages(loader == null ? Pages.class.getClassLoader() : loader));
        }
        return new Pages(List.copyOf(sources));
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        if (request.getMethod() != Method.GET && request.getMethod() != Method.HEAD) {
            response.setHeader(Header.Allow, "GET, HEAD");
            response.sendError(HttpStatus.METHOD_NOT_ALLOWED_405.getStatusCode());
            return;
        }
        Optional<PagePath> path = PagePath.parse(request.getRequestURI());
        Optional<Page> page = path.flatMap(this::find);
        if (page.isPresent()) {
            send(path.get().file().lastName(), page.get(), request, response);
        } else if (path.isPresent() && isDirectoryWithoutSlash(path.get())) {
            redirect(path.get().lastName(), response);
        } else {
            response.sendError(HttpStatus.NOT_FOUND_404.getStatusCode());
        }
    }

    private Optional<Page> find(PagePath path) {
        PagePath file = path.file();
        return sources.stream()
                .map(source -> Optional.ofNullable(source.find(file)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean isDirectoryWithoutSlash(PagePath path) {
        return !path.directory() && sources.stream().anyMatch(source -> source.isDirectory(path));
    }

    // Relative, so that no name can redirect to another host. Without the slash the page's relative links would break.
    private static void redirect(String name, Response response) throws IOException {
        try {
            String location = new URI(null, null, "./" + name + '/', null).toASCIIString();
            response.setStatus(HttpStatus.FOUND_302);
            response.setHeader(Header.Location, location);
        } catch (URISyntaxException e) {
            response.sendError(HttpStatus.NOT_FOUND_404.getStatusCode());
        }
    }

    private static void send(String name, Page page, Request request, Response response) throws IOException {
        String tag = '"' + Long.toHexString(page.modified()) + '-' + Long.toHexString(page.length()) + '"';
        // Cached, but revalidated at each use: an old page must not load a new script.
        response.setHeader(Header.CacheControl, "no-cache");
        response.setHeader(Header.ETag, tag);
        response.addDateHeader(Header.LastModified, page.modified());
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (tag.equals(request.getHeader(Header.IfNoneMatch))) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            return;
        }
        response.setContentType(ContentTypes.of(name));
        response.setContentLengthLong(page.length());
        if (request.getMethod() == Method.GET) {
            page.body().send(response);
        }
    }
}
