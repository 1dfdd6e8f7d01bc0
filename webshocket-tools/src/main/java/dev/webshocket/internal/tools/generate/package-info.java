/** The command line of the generator: where a document comes from, and what is written. */
package dev.webshocket.internal.tools.generate;
