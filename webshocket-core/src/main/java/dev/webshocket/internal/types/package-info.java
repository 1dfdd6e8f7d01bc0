/**
 * The wire form of Java types: a model that {@link dev.webshocket.internal.types.TypeReader} reads once from a
 * {@link java.lang.reflect.Type} and the annotations of JSON-B. It does not depend on encodings. Readers, writers and
 * descriptions of services use it.
 */
package dev.webshocket.internal.types;
