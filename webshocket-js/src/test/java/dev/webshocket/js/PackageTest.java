package dev.webshocket.js;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The npm package, as an application installs it, and the check of the sizes. */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PackageTest {

    private static final String NODE = Scripts.NODE.toString();

    @TempDir
    static Path application;

    private record Outcome(int code, String output) {}

    /** Installs the archive by npm, or does what npm does where there is none. */
    @BeforeAll
    static void install() throws Exception {
        Files.writeString(application.resolve("package.json"), "{\"name\":\"application\",\"private\":true}");
        String archive = Scripts.property("js.npm");
        Path installed = application.resolve("node_modules/webshocket-js");
        if (MachineNodeTest.isThere()) {
            Outcome outcome = run(
                    application,
                    List.of("npm", "install", "--offline", "--no-audit", "--no-fund", "--no-update-notifier", archive));
            assertThat(outcome.code()).as(outcome.output()).isZero();
        } else {
            Files.createDirectories(installed);
            assertThat(run(
                            application,
                            List.of("tar", "-xzf", archive, "--strip-components=1", "-C", installed.toString())))
                    .isEqualTo(new Outcome(0, ""));
        }
        Files.writeString(application.resolve("application.mjs"), """
                import { connect, upload } from "webshocket-js";
                import { messagePack } from "webshocket-js/msgpack";
                for (const options of [{}, { encoding: messagePack }]) {
                  const client = await connect(process.argv[2], options);
                  console.log(await client.call("add", 10, 20), await client.call("sum", upload([1, 2, 3])));
                  await client.close();
                }
                """);
        Files.writeString(application.resolve("application.ts"), """
                import { type Client, connect, RpcError } from "webshocket-js";
                import { messagePack } from "webshocket-js/msgpack";
                const client: Client = await connect("ws", { encoding: messagePack, timeout: 5 });
                const sum: number = await client.call<number>("add", 10, 20);
                for await (const item of client.stream<string>("words")) {
                  item.toUpperCase();
                }
                client.on("channel", "news.*", ({ channel, data }) => [channel.length, data]);
                export const code = (error: unknown) => (error instanceof RpcError ? error.code : sum);
                """);
    }

    private static Outcome run(Path directory, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    @Test
    void itRunsInEachNode() throws Exception {
        try (TestServer server = new TestServer(TestServer.Terms.USUAL)) {
            String url = "ws://127.0.0.1:" + server.port() + "/ws";
            List<List<String>> nodes = new ArrayList<>(List.of(List.of(NODE)));
            if (MachineNodeTest.isThere()) {
                nodes.add(MachineNodeTest.COMMAND);
            }
            for (List<String> node : nodes) {
                assertThat(run(
                                application,
                                Stream.concat(node.stream(), Stream.of("application.mjs", url))
                                        .toList()))
                        .as(node.toString())
                        .isEqualTo(new Outcome(0, "30 6\n30 6\n"));
            }
        }
    }

    @Test
    void itsTypesAreGoodUnderStrict() throws Exception {
        assertThat(check("application.ts")).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void wrongUsesOfItsTypesAreFound() throws Exception {
        Files.writeString(application.resolve("wrong.ts"), """
                import { connect } from "webshocket-js";
                const client = await connect("ws", { timeout: "5" });
                client.cal("add");
                export {};
                """);
        assertThat(check("wrong.ts").output()).contains("wrong.ts(2,").contains("wrong.ts(3,");
    }

    private static Outcome check(String file) throws Exception {
        return run(
                application,
                List.of(
                        NODE,
                        Path.of(Scripts.property("js.typescript"), "lib/tsc.js").toString(),
                        "--ignoreConfig",
                        "--noEmit",
                        "--strict",
                        "--target",
                        "ES2022",
                        "--lib",
                        "ES2023,ESNext.Disposable,DOM",
                        "--module",
                        "ESNext",
                        "--moduleResolution",
                        "bundler",
                        file));
    }

    @Test
    void itHasTheLicenseAndNoDependency() throws IOException {
        Path installed = application.resolve("node_modules/webshocket-js");
        assertThat(installed.resolve("LICENSE")).isRegularFile();
        assertThat(Files.readString(installed.resolve("package.json"))).doesNotContainIgnoringCase("dependencies");
    }

    @Test
    void aScriptThatIsTooLongFailsTheBuild() throws Exception {
        Path script = Scripts.COMPILED.resolve("webshocket/webshocket.js");
        assertThat(measure(script, 64 * 1024)).matches(outcome -> outcome.code() == 0);
        assertThat(measure(script, 1_000)).satisfies(outcome -> {
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.output()).contains("too long");
        });
    }

    @Test
    void modulesThatAreImportedInAnotherFormFailTheBuild(@TempDir Path modules) throws Exception {
        Files.writeString(modules.resolve("below.js"), "export const found = 1;\n");
        Files.writeString(modules.resolve("below.js.map"), "{}");
        Files.writeString(modules.resolve("above.js.map"), "{}");
        Files.writeString(
                modules.resolve("above.js"),
                "import { found } from \"./below.js\";\nexport const twice = 2 * found;\n");
        assertThat(join(modules)).isEqualTo(new Outcome(0, "let found = 1; export let twice = 2 * found;\n"));
        for (String form : List.of("{ found as it }", "* as below")) {
            Files.writeString(modules.resolve("above.js"), "import " + form + " from \"./below.js\";\n");
            assertThat(join(modules)).satisfies(outcome -> {
                assertThat(outcome.code()).isEqualTo(1);
                assertThat(outcome.output()).contains("above imports in another form");
            });
        }
    }

    /** Joins the module "above" with what it imports. */
    private static Outcome join(Path modules) throws Exception {
        String script = """
                import { join } from "./join.mjs";
                console.log(join(process.argv[1], "above").code.trim().split(/\\s+/).join(" "));
                """;
        return run(
                Path.of("").toAbsolutePath(),
                List.of(NODE, "--input-type=module", "--eval", script, modules.toString()));
    }

    private static Outcome measure(Path script, int limit) throws Exception {
        return run(
                Path.of("").toAbsolutePath(), List.of(NODE, "measure.mjs", script.toString(), String.valueOf(limit)));
    }
}
