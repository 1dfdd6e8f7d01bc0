package dev.webshocket.it.app.types;

import java.util.List;
import java.util.Map;

/** A record of collections of records. */
public record Shape(String name, List<Point> points, Map<String, List<Point>> layers) {}
