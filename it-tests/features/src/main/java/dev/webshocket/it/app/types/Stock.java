package dev.webshocket.it.app.types;

import java.util.Map;

/** A record with a map whose keys have an adapter. */
public record Stock(Map<Sku, Integer> pieces) {}
