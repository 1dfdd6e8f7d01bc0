package dev.webshocket.it.app.types;

/** A record of primitives. */
public record Point(int x, int y) {}
