package dev.webshocket.internal.redis.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a command knows of its attempts when it fails. */
class PendingCommandTest {

    private static final Throwable CAUSE = new IllegalStateException("on purpose");

    private static PendingCommand command(RedisScript script) {
        return new PendingCommand(script, List.of(), List.of(), System.nanoTime());
    }

    private static String code(PendingCommand command) {
        assertThat(command.reply).isCompletedExceptionally();
        return command.reply
                .handle((reply, failure) -> failure.getMessage())
                .join()
                .substring(0, 15);
    }

    @Test
    void whatRedisRefusesEachTimeHasNotRun() {
        PendingCommand command = command(RedisScript.repeatable("return 1"));
        command.markSent();
        command.markRefused();
        command.connectionBroke(CAUSE);
        command.expire(CAUSE);
        assertThat(code(command)).isEqualTo("WEBSHOCKET-0403");
    }

    @Test
    void whatRedisRefusesAfterABreakMayHaveRunBefore() {
        PendingCommand command = command(RedisScript.repeatable("return 1"));
        command.markSent();
        command.connectionBroke(CAUSE);
        assertThat(command.maySend()).isTrue();
        command.markSent();
        command.markRefused();
        command.expire(CAUSE);
        assertThat(code(command)).isEqualTo("WEBSHOCKET-0404");
    }

    @Test
    void whatMustNotRunTwiceFailsWithTheBreak() {
        PendingCommand command = command(RedisScript.once("return 1"));
        command.connectionBroke(CAUSE);
        assertThat(command.isDone()).as("it has not been sent").isFalse();
        command.markSent();
        command.connectionBroke(CAUSE);
        assertThat(code(command)).isEqualTo("WEBSHOCKET-0404");
    }
}
