/** What a platform gives the binding of Java types: the instances of the JSON-B components that applications write. */
package dev.webshocket.spi.binding;
