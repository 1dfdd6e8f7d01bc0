/** How settings are declared, each in one place, and read from system properties. */
package dev.webshocket.internal.settings;
