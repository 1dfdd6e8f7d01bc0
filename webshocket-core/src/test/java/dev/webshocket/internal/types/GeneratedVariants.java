package dev.webshocket.internal.types;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A generated interface whose classes are distinguished by a type member.
 *
 * @param key the member
 * @param variants the classes, by the values of the member
 */
record GeneratedVariants(String name, String key, Map<String, GeneratedObject> variants) implements GeneratedType {

    @Override
    public String source() {
        return GeneratedObject.PACKAGE + name;
    }

    @Override
    public Object fitting(Random random) {
        List<String> aliases = List.copyOf(variants.keySet());
        String alias = aliases.get(random.nextInt(aliases.size()));
        Map<Object, Object> value =
                new LinkedHashMap<>((Map<?, ?>) variants.get(alias).fitting(random));
        value.put(key, alias);
        return value;
    }

    private GeneratedObject variant(Object value) {
        return variants.get(((Map<?, ?>) value).get(key));
    }

    @Override
    public Object back(Object fitting) {
        return variant(fitting).back(fitting);
    }

    @Override
    public Object unfit(Object fitting, Random random) {
        Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) fitting);
        switch (random.nextInt(6)) {
            case 0 -> copy.put(key, "another");
            case 1 -> copy.put(key, 5L);
            case 2 -> copy.put(key, null);
            case 3 -> copy.remove(key);
            default -> {
                return variant(fitting).unfit(fitting, random);
            }
        }
        return copy;
    }

    @Override
    public void declare(Map<String, String> declarations) {
        StringBuilder source = new StringBuilder("@jakarta.json.bind.annotation.JsonbTypeInfo(");
        source.append("key = \"").append(key).append("\", value = {");
        variants.forEach((alias, type) -> source.append("@jakarta.json.bind.annotation.JsonbSubtype(alias = \"")
                .append(alias)
                .append("\", type = ")
                .append(type.source())
                .append(".class), "));
        if (declarations.putIfAbsent(name, source + "}) public interface " + name + " {}\n") == null) {
            variants.values().forEach(each -> each.declare(declarations));
        }
    }
}
