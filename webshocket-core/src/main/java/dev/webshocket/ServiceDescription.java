package dev.webshocket;

import jakarta.json.JsonObject;
import java.util.SortedSet;

/**
 * What the services of an application offer, as documents that generators, pages and people read. A CDI application injects it; it
 * does not depend on {@link WebshocketSettings#discover()}, and names all methods, whoever may call them.
 *
 * <p>Schemas are those of JSON Schema, draft 7, of the JSON form of values. The document on descriptions says what stands where. The
 * documents of one application are the same after each start, as long as its handlers are.
 *
 * <p>Safe for use by any thread. A document is written when it is first asked for, and kept.
 */
public interface ServiceDescription {

    /**
     * Returns the paths of the services.
     *
     * @return the path templates, sorted; unmodifiable
     */
    SortedSet<String> paths();

    /**
     * Returns the service of a path in OpenRPC 1.3.
     *
     * @param path one of {@link #paths()}
     * @return the document, which {@code rpc.discover} returns if {@link Discovery#ALL} is set
     * @throws IllegalArgumentException if no service has the path
     */
    JsonObject openRpc(String path);

    /**
     * Returns the channels of the application in AsyncAPI 3.0: those that {@link Publishes} names, and those that have a rule.
     *
     * @return one document for all paths, since channels belong to the application; its messages are the packets that subscribers
     *     get. {@code rpc.channels} returns it if {@link Discovery#ALL} is set
     */
    JsonObject asyncApi();
}
