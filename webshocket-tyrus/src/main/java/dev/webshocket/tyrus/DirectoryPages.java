package dev.webshocket.tyrus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.glassfish.grizzly.http.server.StaticHttpHandlerBase;

/** The files below a directory, except those outside of it that a symbolic link leads to. */
final class DirectoryPages implements Page.Source {

    private final Path root;

    /**
     * Checks the directory.
     *
     * @throws ServerStartException if the path is not a readable directory
     */
    DirectoryPages(Path directory) {
        try {
            root = directory.toRealPath();
        } catch (IOException e) {
            throw noDirectory(directory, e);
        }
        if (!Files.isDirectory(root)) {
            throw noDirectory(directory, null);
        }
    }

    private static ServerStartException noDirectory(Path path, IOException failure) {
        return new ServerStartException(
                ServerStartException.CONTENT_IS_NO_DIRECTORY,
                "content(...) needs a directory, but " + path.toAbsolutePath()
                        + (failure == null ? " is none" : " cannot be read"),
                failure);
    }

    @Override
    public Page find(PagePath path) {
        Path file = real(path);
        try {
            return file != null && Files.isRegularFile(file) && Files.isReadable(file)
                    ? new Page(
                            Files.size(file),
                            Files.getLastModifiedTime(file).toMillis(),
                            response -> StaticHttpHandlerBase.sendFile(response, file.toFile()))
                    : null;
        } catch (IOException e) {
            // Deleted in the meantime.
            return null;
        }
    }

    @Override
    public boolean isDirectory(PagePath path) {
        Path file = real(path);
        return file != null && Files.isDirectory(file);
    }

    private Path real(PagePath path) {
        try {
            Path file = root;
            for (String name : path.names()) {
                file = file.resolve(name);
            }
            Path real = file.toRealPath();
            return real.startsWith(root) ? real : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }
}
