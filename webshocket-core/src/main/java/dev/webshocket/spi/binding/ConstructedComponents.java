package dev.webshocket.spi.binding;

/** Components that are made by their constructor without parameters, and not destroyed. */
final class ConstructedComponents implements JsonbComponents {

    @Override
    public <T> T create(Class<T> type) throws Exception {
        return type.getConstructor().newInstance();
    }

    @Override
    public void close() {}
}
