package dev.webshocket.it.app.types;

/** A record of floating-point numbers, which may be NaN. */
public record Reading(float degrees, double metres) {}
