/** Declares settings, each in one place, and reads them from system properties. */
package dev.webshocket.internal.settings;
