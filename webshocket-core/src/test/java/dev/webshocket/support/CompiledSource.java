package dev.webshocket.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles classes that need other compiler options than the build's. */
public final class CompiledSource {

    private CompiledSource() {}

    /** Compiles sources, by class name, with the given options of javac, and loads one of the classes. */
    public static Class<?> load(String name, Map<String, String> sources, String... options) {
        try {
            Path classes = compile(sources, options);
            // Open for as long as the test's JVM runs: the class stays in use.
            return new URLClassLoader(new URL[] {classes.toUri().toURL()}, CompiledSource.class.getClassLoader())
                    .loadClass(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compiles sources, by class name, into a folder that is deleted when the JVM ends. */
    public static Path compile(Map<String, String> sources, String... options) throws IOException {
        return compile(sources, List.of(options));
    }

    /** Puts the class into a module that exports and opens nothing. */
    public static Class<?> inClosedModule(String module, String name, String source) {
        try {
            Path classes = compile(
                    Map.of("module-info", "module " + module + " {}", name, source),
                    List.of("-parameters", "--add-reads", module + "=ALL-UNNAMED"));
            Configuration configuration = ModuleLayer.boot()
                    .configuration()
                    .resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of(module));
            ClassLoader loader = CompiledSource.class.getClassLoader();
            ModuleLayer.Controller controller =
                    ModuleLayer.defineModulesWithOneLoader(configuration, List.of(ModuleLayer.boot()), loader);
            Module made = controller.layer().findModule(module).orElseThrow();
            controller.addReads(made, loader.getUnnamedModule());
            return controller.layer().findLoader(module).loadClass(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path compile(Map<String, String> sources, List<String> options) throws IOException {
        Path classes = Files.createTempDirectory("webshocket-model");
        List<String> all = new ArrayList<>(options);
        all.addAll(
                List.of("-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path")));
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, source) -> files.add(new Source(name, source)));
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, all, null, files)
                .call();
        if (!compiled) {
            throw new IllegalStateException("does not compile: " + sources);
        }
        deleteOnExit(classes.toFile());
        return classes;
    }

    private static void deleteOnExit(File file) {
        // Registered from the top down, since the JVM deletes in reverse order.
        file.deleteOnExit();
        File[] children = file.listFiles();
        if (children != null) {
            List.of(children).forEach(CompiledSource::deleteOnExit);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
