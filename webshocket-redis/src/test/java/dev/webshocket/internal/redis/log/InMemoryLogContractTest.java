package dev.webshocket.internal.redis.log;

import dev.webshocket.spi.extension.MessageLog;

/** The default log, which the one on Redis replaces. */
class InMemoryLogContractTest extends MessageLogContract {

    @Override
    MessageLog open() {
        return MessageLog.inMemory(1 << 20);
    }
}
