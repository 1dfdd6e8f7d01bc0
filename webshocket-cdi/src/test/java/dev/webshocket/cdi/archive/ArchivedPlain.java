package dev.webshocket.cdi.archive;

/** A bean only with discovery mode "all". */
public class ArchivedPlain {}
