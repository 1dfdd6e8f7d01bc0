/** The first sentences of javadoc as plain text, and the files that keep them. Knows the compiler's API alone. */
package dev.webshocket.internal.tools.javadoc;
