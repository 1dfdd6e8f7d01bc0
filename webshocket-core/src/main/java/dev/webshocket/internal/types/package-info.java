/**
 * What Java types are on the wire: a model that is read once from a {@link java.lang.reflect.Type} and the annotations of
 * JSON-B, by {@link dev.webshocket.internal.types.TypeReader}. It knows nothing of encodings, and is made to be walked by
 * whoever reads values, writes them, or describes a service.
 */
package dev.webshocket.internal.types;
