/** Documents of OpenRPC and AsyncAPI: what is read of them, where they come from, and what can be wrong with them. */
package dev.webshocket.internal.tools.openrpc;
