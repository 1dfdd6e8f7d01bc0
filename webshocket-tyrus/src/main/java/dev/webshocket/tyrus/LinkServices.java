package dev.webshocket.tyrus;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the links of one server share. Safe for use by any thread.
 *
 * @param open the links that have not gone
 * @param buffers what is read and written goes through
 * @param heldWrites what a thread holds back while it reads
 * @param gatheredWrites writes messages for many
 * @param bulk runs long reads
 * @param upkeep tells of ends, which may run code of the application's
 * @param timer cuts connections whose clients do not answer a close frame
 * @param refusals logs what nobody foresaw
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
