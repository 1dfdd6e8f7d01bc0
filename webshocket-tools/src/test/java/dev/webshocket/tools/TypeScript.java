package dev.webshocket.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** TypeScript's compiler on Node, as {@code webshocket-js} has unpacked them. */
final class TypeScript {

    private static final Path BUILT = Path.of(System.getProperty("js.target", "../webshocket-js/target"))
            .toAbsolutePath()
            .normalize();

    private static final String CONFIG = """
        {
          "compilerOptions": {
            "strict": true, "noUnusedLocals": true, "noUnusedParameters": true, "noImplicitReturns": true,
            "verbatimModuleSyntax": true, "isolatedModules": true, "noUncheckedIndexedAccess": true,
            "exactOptionalPropertyTypes": true, "noPropertyAccessFromIndexSignature": true,
            "noEmit": true, "target": "ES2022", "lib": ["ES2022", "ESNext.Disposable", "DOM"], "types": [],
            "module": "ESNext", "moduleResolution": "bundler", "allowImportingTsExtensions": true,
            "paths": { "webshocket-js": ["%s"] }
          },
          "include": ["**/*.ts"]
        }
        """;

    private TypeScript() {}

    /** Checks the types of all files in a directory, and returns what the compiler says. */
    static String check(Path directory) throws IOException, InterruptedException {
        String client = one("npm", "webshocket.d.ts").toString().replace('\\', '/');
        Files.writeString(directory.resolve("tsconfig.json"), String.format(CONFIG, client));
        return node(directory, one("tools", "tsc.js").toString(), "--project", directory.toString());
    }

    /** Runs a module, which Node takes the types from, in its directory, and returns what it prints. */
    static String run(Path module, String... arguments) throws IOException, InterruptedException {
        Path client = module.resolveSibling("node_modules").resolve("webshocket-js");
        if (!Files.exists(client)) {
            Files.createDirectories(client);
            for (String name : List.of("package.json", "webshocket.js")) {
                Files.copy(one("npm", name), client.resolve(name));
            }
        }
        List<String> line = new ArrayList<>(List.of("--no-warnings", "--experimental-strip-types", module.toString()));
        line.addAll(List.of(arguments));
        return node(module.getParent(), line.toArray(String[]::new));
    }

    private static String node(Path directory, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("node", ".txt");
        List<String> command =
                new ArrayList<>(List.of(one("tools/driver", "node", "node.exe").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
            return Files.readString(output, UTF_8);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    private static Path one(String directory, String... names) throws IOException {
        try (Stream<Path> files = Files.walk(BUILT.resolve(directory))) {
            return files.filter(
                            file -> List.of(names).contains(file.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new IOException("build webshocket-js first, as by -am: no " + names[0]));
        }
    }
}
