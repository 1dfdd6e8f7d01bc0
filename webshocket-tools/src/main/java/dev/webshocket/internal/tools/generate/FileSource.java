package dev.webshocket.internal.tools.generate;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files of documents.
 *
 * @param file the one of OpenRPC
 * @param channels the one of AsyncAPI; null for none
 */
record FileSource(Path file, Path channels) implements Source {

    @Override
    public Descriptions read() throws GenerationException {
        JsonObject openRpc = object(file, GenerationException.NO_OPENRPC, "OpenRPC");
        return channels == null
                ? new Descriptions(openRpc, Optional.empty())
                : Descriptions.of(openRpc, object(channels, GenerationException.NO_ASYNCAPI, "AsyncAPI"));
    }

    private static JsonObject object(Path file, String code, String kind) throws GenerationException {
        try (JsonReader reader = Json.createReader(new StringReader(Files.readString(file)))) {
            JsonValue value = reader.readValue();
            if (value instanceof JsonObject object) {
                return object;
            }
            throw new GenerationException(code, file + " is no " + kind + ": it is no object");
        } catch (NoSuchFileException e) {
            throw new GenerationException(GenerationException.NO_FILE, "there is no file " + file);
        } catch (CharacterCodingException e) {
            throw new GenerationException(GenerationException.NO_JSON, file + " is no JSON: it is not in UTF-8");
        } catch (JsonException e) {
            throw new GenerationException(GenerationException.NO_JSON, file + " is no JSON: " + e.getMessage());
        } catch (IOException e) {
            throw new GenerationException(GenerationException.NO_FILE, file + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public String name() {
        return file.toString();
    }
}
