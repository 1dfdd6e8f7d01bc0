package dev.webshocket.internal.description;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas find what is wrong: otherwise the tests of the documents could not fail. */
class PublishedSchemasTest {

    private static final String OPEN_RPC = """
            {"openrpc": "1.3.2", "info": {"title": "Desk", "version": "1"}, "methods": [{"name": "add",
            "params": [{"name": "a", "schema": {"type": "integer"}}], "result": {"name": "result", "schema": {}}}]}""";

    private static final String ASYNC_API = """
            {"asyncapi": "3.0.0", "info": {"title": "Desk", "version": "1"},
            "channels": {"tickets": {"address": "tickets", "messages": {"changed": {"payload": {"type": "string"}}}}}}""";

    private static JsonObject read(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    @Test
    void validDocumentsHaveNoFaults() {
        assertThat(PublishedSchemas.faultsOfOpenRpc(read(OPEN_RPC))).isEmpty();
        assertThat(PublishedSchemas.faultsOfAsyncApi(read(ASYNC_API))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1.3.2\"", "\"methods\"", "\"params\"", "\"schema\"", "\"integer\""})
    void anotherWordIsAFaultOfOpenRpc(String word) {
        assertThat(PublishedSchemas.faultsOfOpenRpc(read(OPEN_RPC.replace(word, "\"other\""))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3.0.0\"", "\"version\"", "\"address\"", "\"messages\"", "\"string\""})
    void anotherWordIsAFaultOfAsyncApi(String word) {
        assertThat(PublishedSchemas.faultsOfAsyncApi(read(ASYNC_API.replace(word, "\"other\""))))
                .isNotEmpty();
    }
}
