package dev.webshocket.internal.types;

import java.util.Map;
import java.util.Random;

/** A generated record with an adapter to another type. */
record GeneratedAdapted(String name, GeneratedType wire) implements GeneratedType {

    @Override
    public String source() {
        return GeneratedObject.PACKAGE + name;
    }

    @Override
    public Object fitting(Random random) {
        return wire.fitting(random);
    }

    @Override
    public Object back(Object fitting) {
        return wire.back(fitting);
    }

    @Override
    public Object unfit(Object fitting, Random random) {
        return wire.unfit(fitting, random);
    }

    @Override
    public void declare(Map<String, String> declarations) {
        String type = wire.source();
        String adapter = "jakarta.json.bind.adapter.JsonbAdapter<" + name + ", " + type + ">";
        declarations.put(
                name,
                "@jakarta.json.bind.annotation.JsonbTypeAdapter(" + name + ".Code.class) public record " + name + "("
                        + type + " value) { public static class Code implements " + adapter + " { public " + type
                        + " adaptToJson(" + name + " adapted) { return adapted.value(); } public " + name
                        + " adaptFromJson(" + type + " value) { return new " + name + "(value); } } }\n");
        wire.declare(declarations);
    }
}
