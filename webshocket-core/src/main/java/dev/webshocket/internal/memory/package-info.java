/** What the connections of an application hold in memory, and how much of it they may. */
package dev.webshocket.internal.memory;
