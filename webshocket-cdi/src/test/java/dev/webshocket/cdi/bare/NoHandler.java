package dev.webshocket.cdi.bare;

public class NoHandler {}
