/** What has to do with threads alone. Not part of the API. */
package dev.webshocket.internal.concurrent;
