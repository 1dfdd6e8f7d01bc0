package dev.webshocket.js;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Runs the client's tests in the Node that the build brings. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class NodeTest {

    private static Commands commands;
    private static NodeRun run;

    @BeforeAll
    static void start() throws Exception {
        commands = new Commands(Scripts.COMPILED);
        run = new NodeRun(List.of(Scripts.NODE.toString(), "--expose-gc"), commands.uri(), Scripts.inNode());
    }

    @AfterAll
    static void stop() {
        run.close();
        commands.close();
    }

    @TestFactory
    Stream<DynamicNode> tests() throws Exception {
        return run.tests();
    }
}
