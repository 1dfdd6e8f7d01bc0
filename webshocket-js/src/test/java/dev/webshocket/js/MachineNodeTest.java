package dev.webshocket.js;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Runs the client's tests in the Node of the machine, from 20 on. With {@code NODE_REQUIRED} in the environment it fails if
 * there is none.
 */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MachineNodeTest {

    /** Node 20 and 21 have WebSockets only by this flag, which later versions still take. */
    static final List<String> COMMAND = List.of("node", "--no-warnings", "--experimental-websocket");

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @TestFactory
    Stream<DynamicNode> tests() throws Exception {
        if (!isThere()) {
            return Missing.test("Node.js from 20 on", "NODE_REQUIRED");
        }
        Commands commands = new Commands(Scripts.COMPILED);
        opened.add(commands);
        NodeRun run = new NodeRun(COMMAND, commands.uri(), Scripts.everywhere());
        opened.add(0, run);
        return run.tests();
    }

    static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--eval", "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
