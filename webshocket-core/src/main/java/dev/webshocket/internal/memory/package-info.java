/** The memory that the connections of an application hold, and its bounds. */
package dev.webshocket.internal.memory;
