package dev.webshocket.internal.tools.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes files into a directory. One that would not change is left as it is, so that nothing is built again for it.
 *
 * @param directory the directory, which is made if need be
 */
record OutputFiles(Path directory) {

    void json(String name, JsonObject value) throws GenerationException {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.write(value);
        }
        text(name, text.toString().strip() + '\n');
    }

    void text(String name, String text) throws GenerationException {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            byte[] bytes = text.getBytes(UTF_8);
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
                Files.write(file, bytes);
            }
        } catch (IOException e) {
            throw new GenerationException(GenerationException.NO_OUTPUT, file + " cannot be written: " + e);
        }
    }

    /** Removes a file that an earlier description has made. */
    void none(String name) throws GenerationException {
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (IOException e) {
            throw new GenerationException(
                    GenerationException.NO_OUTPUT, directory.resolve(name) + " cannot be removed: " + e);
        }
    }
}
