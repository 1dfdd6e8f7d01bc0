package dev.webshocket.internal.codec;

import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;

/** Writes values by a serializer of the application, which fills a tree of plain values. */
final class CustomWriter implements ValueWriter {

    private final Binding binding;
    private final JsonbSerializer<Object> serializer;

    @SuppressWarnings("unchecked")
    CustomWriter(Binding binding, JsonbSerializer<?> serializer) {
        this.binding = binding;
        this.serializer = (JsonbSerializer<Object>) serializer;
    }

    @Override
    public void write(Object value, PlainSink sink, int depth) {
        TreeSink tree = new TreeSink();
        Object root;
        try {
            serializer.serialize(value, new PlainGenerator(tree, depth), new Context(binding));
            root = tree.whole();
        } catch (EncodingException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EncodingException(value.getClass().getName() + " has no form on the wire", e);
        }
        // Looking up the application's writers again would never end.
        binding.writePlain(root, sink, depth);
    }

    /** Writes the values that a serializer delegates to JSON-B. */
    private record Context(Binding binding) implements SerializationContext {

        @Override
        public <T> void serialize(String key, T object, JsonGenerator generator) {
            generator.writeKey(key);
            serialize(object, generator);
        }

        @Override
        public <T> void serialize(T object, JsonGenerator generator) {
            if (generator instanceof PlainGenerator plain) {
                binding.write(object, plain.tree(), plain.depth());
            } else {
                // The application has wrapped our generator.
                generator.write(JsonTree.of(binding.toPlain(object), binding.jsonProvider()));
            }
        }
    }
}
