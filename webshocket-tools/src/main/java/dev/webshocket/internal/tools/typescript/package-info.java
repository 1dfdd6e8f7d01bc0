/** Writes a typed client in TypeScript from the description of a service. Knows the document alone. */
package dev.webshocket.internal.tools.typescript;
