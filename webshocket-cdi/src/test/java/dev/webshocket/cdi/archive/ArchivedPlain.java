package dev.webshocket.cdi.archive;

/** A bean only where all classes are. */
public class ArchivedPlain {}
