/** Services as documents for machines and people: OpenRPC, AsyncAPI, and the schemas of types. */
package dev.webshocket.internal.description;
