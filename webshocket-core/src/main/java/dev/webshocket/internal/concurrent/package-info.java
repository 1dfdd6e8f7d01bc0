/** Executors and other classes for threads. Not part of the API. */
package dev.webshocket.internal.concurrent;
