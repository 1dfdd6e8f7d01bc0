package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies of interfaces in a named module. */
class NamedModuleTest extends ServedClient {

    private static final String MODULE = "application";

    @TempDir
    Path directory;

    @Test
    void defaultMethodsNeedTheirPackageExportedAndNotOpened() throws Exception {
        Class<?> type = compiled("module application { exports api; }");
        assertThat(type.getModule().isNamed()).isTrue();
        assertThat(type.getModule().isOpen("api", getClass().getModule())).isFalse();

        Method twice = type.getMethod("twice", int.class);
        assertThat(twice.invoke(client.proxy(type), 21)).isEqualTo(42);
    }

    private Class<?> compiled(String module) throws Exception {
        Path descriptor = Files.writeString(directory.resolve("module-info.java"), module);
        Path source = Files.writeString(directory.resolve("Adder.java"), """
                package api;
                public interface Adder {
                    @dev.webshocket.RpcMethod
                    int add(int a, int b);
                    default int twice(int a) {
                        return add(a, a);
                    }
                }
                """);
        Path classes = Files.createDirectory(directory.resolve("classes"));
        compile(
                "--add-reads",
                MODULE + "=ALL-UNNAMED",
                "-classpath",
                new File(RpcMethod.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .getPath(),
                "-d",
                classes.toString(),
                descriptor.toString(),
                source.toString());
        ModuleLayer boot = ModuleLayer.boot();
        Configuration found = boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of(MODULE));
        return ModuleLayer.defineModulesWithOneLoader(
                        found, List.of(boot), getClass().getClassLoader())
                .layer()
                .findLoader(MODULE)
                .loadClass("api.Adder");
    }

    private static void compile(String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int failures = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments);
        assertThat(failures).as(said.toString()).isZero();
    }
}
