package dev.webshocket.tyrus;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The services that the links of one server share. Safe for use by any thread.
 *
 * @param open the open links
 * @param buffers the buffers for reads and writes
 * @param heldWrites the held writes of the reading threads
 * @param gatheredWrites writes messages for many connections
 * @param bulk runs long reads
 * @param upkeep reports closed connections, which may run application code
 * @param timer cuts connections whose client does not answer a close frame
 * @param refusals logs unexpected failures
 */
record LinkServices(
        OpenLinks open,
        DirectBuffers buffers,
        HeldWrites.Threads heldWrites,
        GatheredWrites gatheredWrites,
        Executor bulk,
        Executor upkeep,
        ScheduledExecutorService timer,
        Refusals refusals) {}
