package dev.webshocket.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of made-up documents compile. {@code -Ddocuments=1000} takes that many, from seed {@code -Ddocuments.first}, which is also
 * the name of a directory in the compiler's errors.
 */
@Tag("slow")
@Timeout(600)
class RandomDocumentsTest {

    private static final int DOCUMENTS = Integer.getInteger("documents", 150);
    private static final long FIRST = Long.getLong("documents.first", 1);

    @TempDir
    Path directory;

    @Test
    void compile() throws Exception {
        for (long seed = FIRST; seed < FIRST + DOCUMENTS; seed++) {
            Path own = Files.createDirectories(directory.resolve("seed-" + seed));
            Path file = Files.writeString(own.resolve("document.json"), RandomDocument.text(seed));
            int exit = ServiceGenerator.run(
                    System.out, System.err, "--file", file.toString(), "--out", own.toString(), "--bigint");
            assertThat(exit).as("seed %d", seed).isZero();
        }

        assertThat(TypeScript.check(directory)).isEmpty();
    }

    @Test
    void areWrittenTheSameTwice() throws Exception {
        for (String copy : new String[] {"one", "two"}) {
            Path file = Files.writeString(directory.resolve(copy + ".json"), RandomDocument.text(FIRST));
            ServiceGenerator.run(
                    System.out,
                    System.err,
                    "--file",
                    file.toString(),
                    "--out",
                    directory.resolve(copy).toString());
        }

        for (String name : new String[] {"openrpc.json", "service.ts"}) {
            assertThat(directory.resolve("one").resolve(name))
                    .hasSameTextualContentAs(directory.resolve("two").resolve(name));
        }
    }
}
