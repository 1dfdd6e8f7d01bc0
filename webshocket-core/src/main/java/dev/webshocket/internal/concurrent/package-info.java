/** Executors and other classes that concern threads alone. Not part of the API. */
package dev.webshocket.internal.concurrent;
