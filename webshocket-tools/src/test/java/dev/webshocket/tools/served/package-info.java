/** A service from which a client is generated. Its classes are found by the name of the package. */
package dev.webshocket.tools.served;
