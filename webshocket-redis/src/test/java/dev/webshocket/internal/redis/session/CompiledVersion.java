package dev.webshocket.internal.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** The classes of one version of an application, compiled by the test, in a class loader of their own. */
final class CompiledVersion implements AutoCloseable {

    private final URLClassLoader loader;

    private CompiledVersion(URLClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Compiles a version.
     *
     * @param folder an empty folder
     * @param sources each of one class of the package {@code app}
     */
    static CompiledVersion of(Path folder, String... sources) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-parameters", "-d", folder.toString()));
        for (String source : sources) {
            String name = source.replaceFirst("(?s).*?(?:class|record|enum) (\\w+).*", "$1");
            Path file = Files.createDirectories(folder.resolve("src")).resolve(name + ".java");
            Files.writeString(file, "package app; " + source);
            arguments.add(file.toString());
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).isZero();
        return new CompiledVersion(
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, CompiledVersion.class.getClassLoader()));
    }

    ClassLoader loader() {
        return loader;
    }

    /** Makes a value of a class by its constructor with so many parameters. */
    Object make(String name, Object... arguments) throws ReflectiveOperationException {
        for (var constructor : loader.loadClass("app." + name).getDeclaredConstructors()) {
            if (constructor.getParameterCount() == arguments.length) {
                constructor.setAccessible(true);
                return constructor.newInstance(arguments);
            }
        }
        throw new NoSuchMethodException(name);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
